using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Tasks;

/// <summary>What the default executor can be: it is no process, so it cannot have a container of its own.</summary>
public static class DefaultExecutors
{
    /// <summary>
    /// What a framework asks for in the container of its default executor that would be done without, or null. That it is a
    /// container of Mesos, in the network of the host and sharing its limits with its tasks, asks for nothing.
    /// </summary>
    public static string? ContainerProblem(Wire.ExecutorInfo executor)
    {
        ArgumentNullException.ThrowIfNull(executor);
        var asked = executor.Container is { } container ? Asked(container).ToArray() : [];
        return asked.Length == 0 ? null
            : $"The default executor has no container of its own here, and cannot have {string.Join(", ", asked)}; ask for that in the containers of its tasks";
    }

    private static IEnumerable<string> Asked(Wire.ContainerInfo container)
    {
        if (container.Mesos?.Image is not null || container.Docker is not null || container.Type == Wire.ContainerInfo.Types.Type.Docker)
            yield return "an image";
        if (container.Volumes.Count > 0)
            yield return "volumes";
        if (container.NetworkInfos.Any(network => !network.Equals(new Wire.NetworkInfo())))
            yield return "networks";
        if (container.HasHostname)
            yield return "a hostname";
        if (container.LinuxInfo is { } linux && !linux.Equals(new Wire.LinuxInfo()) && !linux.Equals(new Wire.LinuxInfo { ShareCgroups = true }))
            yield return "linux_info";
        if (container.RlimitInfo is { Rlimits.Count: > 0 })
            yield return "limits of setrlimit";
        if (container.TtyInfo is not null)
            yield return "a terminal";
    }
}
