using MesosOperator.AgentRuntime.Agents;
using MesosOperator.AgentRuntime.Cgroups;
using MesosOperator.AgentRuntime.Devices;
using MesosOperator.AgentRuntime.Isolation;
using Microsoft.Extensions.Logging;

namespace MesosOperator.AgentRuntime.Hosting;

/// <summary>Finds out what tasks can be kept apart by, and says what is missing.</summary>
internal static class IsolationFinder
{
    /// <exception cref="AgentStartException">Something is missing that is required.</exception>
    /// <param name="options">What is wanted.</param>
    /// <param name="probe">Tries namespaces.</param>
    /// <param name="home">Name of the work directory.</param>
    /// <param name="gpus">Devices that some tasks may use.</param>
    /// <param name="log">Where to write what is missing.</param>
    public static async Task<HostIsolation> FindAsync(AgentOptions options, IsolationProbe probe, string home, HostGpus gpus, ILogger log)
    {
        if (options.Isolation == IsolationMode.None)
            return new HostIsolation(false, new NoCgroups(), []);
        var mounts = CgroupMounts.Parse(await File.ReadAllLinesAsync("/proc/self/mountinfo"));
        var (cgroups, missing) = CgroupFinder.Find(mounts, $"mesos-operator/{home}", gpus.Scarce);
        if (await probe.NamespaceProblemAsync(mounts.Topmost) is { } problem)
            missing = missing.Add($"namespaces: {problem}");
        if (options.Isolation == IsolationMode.Required && missing.Length > 0)
            throw new AgentStartException($"Isolation is required, and not to be had: {string.Join("; ", missing)}");
        foreach (var lack in missing)
            AgentLog.NotIsolated(log, lack);
        return new HostIsolation(!missing.Any(lack => lack.StartsWith("namespaces", StringComparison.Ordinal)), cgroups, missing)
        {
            Sealed = mounts.Topmost,
            Privileges = new PrivilegeRules(Capabilities.Parse(options.BoundingCapabilities).Value, options.HasNoNewPrivileges, options.FiltersSystemCalls),
            AllowsSharedProcesses = options.AllowsSharedProcesses,
        };
    }
}
