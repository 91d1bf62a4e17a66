using MesosOperator.AgentRuntime.Agents;
using MesosOperator.AgentRuntime.Cgroups;
using MesosOperator.AgentRuntime.Isolation;
using Microsoft.Extensions.Logging;

namespace MesosOperator.AgentRuntime.Hosting;

/// <summary>Finds out what tasks can be kept apart by, and says what is missing.</summary>
internal static class IsolationFinder
{
    /// <exception cref="AgentStartException">Something is missing that is required.</exception>
    public static async Task<HostIsolation> FindAsync(AgentOptions options, IsolationProbe probe, string home, ILogger log)
    {
        if (options.Isolation == IsolationMode.None)
            return new HostIsolation(false, new NoCgroups(), []);
        var (cgroups, missing) = CgroupFinder.Find(CgroupMounts.Parse(await File.ReadAllLinesAsync("/proc/self/mountinfo")), $"mesos-operator/{home}");
        if (await probe.NamespaceProblemAsync() is { } problem)
            missing = missing.Add($"namespaces: {problem}");
        if (options.Isolation == IsolationMode.Required && missing.Length > 0)
            throw new AgentStartException($"Isolation is required, and not to be had: {string.Join("; ", missing)}");
        foreach (var lack in missing)
            AgentLog.NotIsolated(log, lack);
        return new HostIsolation(!missing.Any(lack => lack.StartsWith("namespaces", StringComparison.Ordinal)), cgroups, missing);
    }
}
