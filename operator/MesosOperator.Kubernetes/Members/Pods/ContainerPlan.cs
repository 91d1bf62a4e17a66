using System.Globalization;
using k8s.Models;
using MesosOperator.Core.Resources;
using MesosOperator.Crds.Clusters;
using MesosOperator.Protocol.Mapping.Resources;
using KubernetesQuantity = k8s.Models.ResourceQuantity;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Kubernetes.Members.Pods;

/// <summary>The container of a Pod that runs a task.</summary>
internal static class ContainerPlan
{
    private const long BytesInMebibyte = 1 << 20;

    /// <summary>The container, or why there can be none.</summary>
    public static (V1Container? Container, string? Problem) For(PodOrder order, int number, string node, ClusterTasks settings, VolumePlan volumes)
    {
        var task = order.Tasks[number];
        if (Problem(task) is { } problem)
            return (null, problem);
        if ((ImageOf(task.Container) ?? settings.DefaultImage) is not { } image)
            return (null, "The task names no image, and the cluster has no default image");
        var (mounts, unmountable) = volumes.MountsOf(task, number);
        if (unmountable is not null)
            return (null, unmountable);
        var (program, arguments) = CommandOf(task.Command);
        return (new V1Container
        {
            Name = PodOrder.ContainerOf(number),
            Image = image,
            ImagePullPolicy = task.Container?.Docker?.ForcePullImage == true ? "Always" : "IfNotPresent",
            Command = program?.ConvertAll(Literal),
            Args = arguments?.ConvertAll(Literal),
            WorkingDir = ImageOf(task.Container) is null ? VolumePlan.Sandbox : null,
            Env = [.. VariablesOf(order, task, node)],
            Resources = ResourcesOf(task),
            Ports = PortsOf(task),
            VolumeMounts = mounts,
            LivenessProbe = ProbePlan.Living(task.HealthCheck),
            ReadinessProbe = ProbePlan.Ready(task.HealthCheck),
            SecurityContext = task.Container?.Docker?.Privileged == true ? new V1SecurityContext { Privileged = true } : null,
        }, null);
    }

    /// <summary>A task that has ports and does not say how they map listens on those of its host, as on a host without Kubernetes.</summary>
    public static bool WantsHostNetwork(Wire.TaskInfo task) =>
        PortMappingsOf(task).Count == 0 && task.Resources.Any(resource => resource.Name == ResourceName.Ports);

    /// <summary>As it is meant: a Pod takes one dollar for the beginning of a reference, and two for a dollar.</summary>
    public static string Literal(string text) => text.Replace("$", "$$", StringComparison.Ordinal);

    private static string? Problem(Wire.TaskInfo task) =>
        task.Command?.Environment?.Variables.FirstOrDefault(variable => variable.Type == Wire.Environment.Types.Variable.Types.Type.Secret) is { } secret
            ? $"The variable {secret.Name} is a secret, which cannot be used in clusters"
        : task.Check is not null ? "Checks cannot be used in clusters, since a Pod tells of a probe only whether it fails; health checks can"
        : null;

    private static string? ImageOf(Wire.ContainerInfo? container) => container switch
    {
        { Docker.Image: { Length: > 0 } image } => image,
        { Mesos.Image.Docker.Name: { Length: > 0 } image } => image,
        _ => null,
    };

    private static (List<string>? Command, List<string>? Arguments) CommandOf(Wire.CommandInfo? command) => command switch
    {
        { Shell: true, Value.Length: > 0 } => (["/bin/sh", "-c", command.Value], null),
        { Value.Length: > 0 } => ([command.Value], command.Arguments.Count > 1 ? [.. command.Arguments.Skip(1)] : null),
        { Arguments.Count: > 0 } => (null, [.. command.Arguments]),
        _ => (null, null),
    };

    private static IEnumerable<V1EnvVar> VariablesOf(PodOrder order, Wire.TaskInfo task, string node)
    {
        var variables = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var variable in task.Command?.Environment?.Variables ?? [])
            variables[variable.Name] = variable.Value;
        variables["HOST"] = node;
        variables["MESOS_AGENT_ID"] = task.AgentId.Value;
        variables["MESOS_ALLOCATION_ROLE"] = order.Role.Value;
        variables["MESOS_EXECUTOR_ID"] = order.Executor?.ExecutorId.Value ?? task.TaskId.Value;
        variables["MESOS_FRAMEWORK_ID"] = order.FrameworkId.Value;
        variables["MESOS_SANDBOX"] = VolumePlan.Sandbox;
        variables["MESOS_TASK_ID"] = task.TaskId.Value;
        var ports = PortNumbersOf(task).ToArray();
        for (var index = 0; index < ports.Length; index++)
            variables[string.Create(CultureInfo.InvariantCulture, $"PORT{index}")] = ports[index].ToString(CultureInfo.InvariantCulture);
        return variables.Select(variable => new V1EnvVar { Name = variable.Key, Value = Literal(variable.Value) });
    }

    /// <summary>What was offered is asked for; memory and disk are limits, too, as on a host, and processors are shared.</summary>
    public static V1ResourceRequirements ResourcesOf(Wire.TaskInfo task)
    {
        // A persistent volume has room of its own.
        var amounts = ResourcesFromWire.Map([.. task.Resources.Where(resource => resource.Disk?.Persistence is null)]).Resources.Quantities;
        var (requests, limits) = (new Dictionary<string, KubernetesQuantity>(), new Dictionary<string, KubernetesQuantity>());
        if (amounts.Get(ResourceName.Cpus) is { IsZero: false } cpus)
            requests["cpu"] = new(string.Create(CultureInfo.InvariantCulture, $"{cpus.Milli}m"));
        foreach (var (name, kubernetesName) in ((string, string)[])[(ResourceName.Memory, "memory"), (ResourceName.Disk, "ephemeral-storage")])
            if (amounts.Get(name) is { IsZero: false } size)
                requests[kubernetesName] = limits[kubernetesName] = Bytes(size.Milli * BytesInMebibyte / 1000);
        if (amounts.Get(ResourceName.Gpus) is { IsZero: false } gpus)
            limits["nvidia.com/gpu"] = new((gpus.Milli / 1000).ToString(CultureInfo.InvariantCulture));
        if (task.Limits.TryGetValue(ResourceName.Cpus, out var most) && double.IsFinite(most.Value))
            limits["cpu"] = new(string.Create(CultureInfo.InvariantCulture, $"{(long)(most.Value * 1000)}m"));
        if (task.Limits.TryGetValue(ResourceName.Memory, out var memory))
            if (double.IsFinite(memory.Value))
                limits["memory"] = Bytes((long)(memory.Value * BytesInMebibyte));
            else
                limits.Remove("memory");
        return new V1ResourceRequirements { Requests = requests, Limits = limits.Count == 0 ? null : limits };
    }

    private static KubernetesQuantity Bytes(long bytes) => new(bytes.ToString(CultureInfo.InvariantCulture));

    private static List<V1ContainerPort>? PortsOf(Wire.TaskInfo task)
    {
        var mappings = PortMappingsOf(task);
        return mappings.Count == 0 ? null : [.. mappings.Select(mapping => new V1ContainerPort
        {
            HostPort = (int)mapping.HostPort,
            ContainerPort = (int)mapping.ContainerPort,
            Protocol = mapping.HasProtocol ? mapping.Protocol.ToUpperInvariant() : "TCP",
        })];
    }

    private static IReadOnlyList<Wire.ContainerInfo.Types.DockerInfo.Types.PortMapping> PortMappingsOf(Wire.TaskInfo task) =>
        task.Container?.Docker?.PortMappings ?? (IReadOnlyList<Wire.ContainerInfo.Types.DockerInfo.Types.PortMapping>)[];

    private static IEnumerable<ulong> PortNumbersOf(Wire.TaskInfo task)
    {
        const int most = 256; // As many as anybody asks for; a range may be as wide as it likes.
        return task.Resources.Where(resource => resource.Name == ResourceName.Ports)
            .SelectMany(resource => resource.Ranges.Range)
            .SelectMany(range => Enumerable.Range(0, (int)Math.Min(most, range.End - range.Begin + 1)).Select(offset => range.Begin + (ulong)offset))
            .Take(most);
    }
}
