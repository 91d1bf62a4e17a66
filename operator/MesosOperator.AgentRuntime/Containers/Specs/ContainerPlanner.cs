using System.Collections.Immutable;
using MesosOperator.AgentRuntime.Containers.Images;
using MesosOperator.AgentRuntime.Hooks;
using MesosOperator.AgentRuntime.Isolation;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Containers.Specs;

/// <summary>Plans a container from what its task, its image and the host's administrator want.</summary>
internal sealed class ContainerPlanner(ContainerRules rules)
{
    private const int LongestHostname = 64;
    private const long BytesPerMegabyte = 1 << 20;

    /// <summary>The plan, or why there is none.</summary>
    /// <param name="draft">The task as the hooks have prepared it.</param>
    /// <param name="image">What its image says.</param>
    /// <param name="volumes">What it sees of the host.</param>
    public (ContainerPlan? Plan, string? Problem) Plan(TaskDraft draft, ImageConfig image, VolumePlanner volumes)
    {
        var task = draft.Launch.Task;
        var container = task.Container;
        if ((Unsupported(container) ?? UnknownGpus(draft)) is { } unsupported)
            return (null, unsupported);
        var isDocker = container.Type == ContainerInfo.Types.Type.Docker;
        var (parameters, problem) = DockerParameters.Parse(isDocker ? container.Docker.Parameters : []);
        if (problem is not null)
            return (null, problem);
        var (capabilities, capabilityProblem) = CapabilitiesOf(container, parameters);
        var (network, networkProblem) = NetworkPlanner.Plan(task);
        var effective = parameters.Entrypoint is { } entrypoint ? image with { Entrypoint = [entrypoint], Command = [] } : image;
        var (arguments, commandProblem) = ContainerCommand.Of(task.Command, effective, container.Type);
        if ((capabilityProblem ?? networkProblem ?? commandProblem ?? HostnameProblem(container.Hostname) ?? volumes.Plan(draft.Launch)) is { } first)
            return (null, first);
        return (new ContainerPlan
        {
            Arguments = arguments,
            Environment = EnvironmentOf(draft, image, parameters),
            WorkingDirectory = parameters.WorkingDirectory ?? (image.WorkingDirectory == "/" && !isDocker ? ContainerPaths.Sandbox : image.WorkingDirectory),
            User = UserOf(task.Command, parameters, image),
            Hostname = container.HasHostname ? container.Hostname : parameters.Hostname,
            Network = network,
            Capabilities = capabilities,
            IsPrivileged = isDocker && container.Docker.Privileged,
            IsUnconfined = (isDocker && container.Docker.Privileged) || container.LinuxInfo?.Seccomp?.Unconfined == true,
            KeepsRights = parameters.KeepsRights || rules.Privileges.HasNoNew,
            IsReadOnly = parameters.IsReadOnly,
            Mounts = [.. volumes.Mounts, .. parameters.Mounts],
            Owned = [.. volumes.Owned],
            Hosts = [.. parameters.Hosts],
            SharedMemory = container.LinuxInfo is { HasShmSize: true } linux ? linux.ShmSize * BytesPerMegabyte : parameters.SharedMemory ?? 64 * BytesPerMegabyte,
            Devices = [.. draft.Devices],
            Limits = [.. draft.Limits],
            StopSignal = StopSignals.NumberOf(image.StopSignal),
        }, null);
    }

    private string? Unsupported(ContainerInfo container)
    {
        if (container.Docker is { Privileged: true } && !rules.AllowsPrivileged)
            return "The task wants a privileged container, which this agent allows only with --allow-privileged";
        if (container.LinuxInfo?.Seccomp is { Unconfined: true } && !rules.AllowsPrivileged)
            return "The task wants a container without a filter of system calls, which this agent allows only with --allow-privileged";
        if (container.LinuxInfo?.Seccomp is { HasProfileName: true, ProfileName: not "default" } seccomp)
            return $"This agent has no profile of system calls named '{seccomp.ProfileName}'";
        if (container.LinuxInfo is { SharePidNamespace: true })
            return "This agent does not support containers that share the process ids of the host";
        if (container.LinuxInfo is { IpcMode: LinuxInfo.Types.IpcMode.ShareParent })
            return "This agent does not support containers that share the shared memory of the host";
        return container.TtyInfo is not null ? "This agent does not support containers with a terminal" : null;
    }

    /// <summary>What the administrator only says to be there cannot be shown.</summary>
    private static string? UnknownGpus(TaskDraft draft) => TaskResources.Scalar(draft.Launch.Task, "gpus") > 0 && draft.Devices.Count == 0
        ? "The task is to have GPUs in a container, and this agent has found none on its host"
        : null;

    private (CapabilitySet Set, string? Problem) CapabilitiesOf(ContainerInfo container, DockerParameters parameters)
    {
        if (container is { Type: ContainerInfo.Types.Type.Docker, Docker.Privileged: true })
            return (CapabilitySet.All(rules.LastCapability), null);
        var from = (container.LinuxInfo is { } linux ? CapabilitySet.Of(linux) : null) ?? CapabilitySet.Standard;
        if (!from.Effective.IsSubsetOf(from.Bounding))
            return (from, "The task wants effective capabilities beyond its bounding ones");
        var (set, problem) = from.Change(parameters.AddedCapabilities, parameters.DroppedCapabilities, rules.LastCapability);
        if (problem is not null)
            return (set, problem);
        var isAsked = parameters.AddedCapabilities.Count > 0 || container.LinuxInfo is not null;
        return (set.Bits & ~rules.Privileges.Allowed, isAsked) switch
        {
            (0, _) => (set, null),
            (var excess, true) => (set, $"This agent does not allow {Capabilities.Describe(excess)} (--bounding-capabilities)"),
            _ => (set.Within(rules.Privileges.Allowed), null),
        };
    }

    /// <summary>The image's variables, then the parameters', then the task's; what names paths names those that the container has.</summary>
    private static ImmutableSortedDictionary<string, string> EnvironmentOf(TaskDraft draft, ImageConfig image, DockerParameters parameters)
    {
        var whole = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var variable in image.Environment)
            if (variable.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals)
                whole[variable[..equals]] = variable[(equals + 1)..];
        foreach (var (name, value) in parameters.Environment)
            whole[name] = value;
        var own = draft.Launch.Task.Command?.Environment?.Variables.Select(variable => variable.Name).ToHashSet(StringComparer.Ordinal) ?? [];
        foreach (var (name, value) in draft.Environment)
            if (name != "PATH" || own.Contains(name) || !whole.ContainsKey(name))
                whole[name] = value;
        whole["MESOS_SANDBOX"] = whole["MESOS_DIRECTORY"] = ContainerPaths.Sandbox;
        return whole.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    private static string UserOf(CommandInfo? command, DockerParameters parameters, ImageConfig image) =>
        command is { User.Length: > 0 } ? command.User : parameters.User ?? image.User;

    private static string? HostnameProblem(string name) =>
        name.Length > LongestHostname || (name.Length > 0 && Uri.CheckHostName(name) != UriHostNameType.Dns) ? $"'{name}' is not the name of a host" : null;
}
