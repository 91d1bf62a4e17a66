using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Tasks;
using MesosOperator.Crds.Resources;
using MesosOperator.Crds.Tasks;
using MesosOperator.Protocol.Mapping.Resources;
using MesosOperator.Protocol.Mapping.Tasks;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Kubernetes.Mapping;

/// <summary>
/// A task as an object describes it, in the words of the Mesos API: from there on it is treated as one that came over
/// HTTP, with the same checks.
/// </summary>
internal static class TaskMapping
{
    public static TaskInfo InfoOf(TaskDescription task, Offer offer, FrameworkInfo framework)
    {
        var message = new Wire.TaskInfo
        {
            Name = task.Name ?? task.Id,
            TaskId = new Wire.TaskID { Value = task.Id },
            AgentId = new Wire.AgentID { Value = offer.AgentId.Value },
            Command = CommandOf(task.Command),
        };
        message.Resources.AddRange(ResourcesToWire.ForFramework(
            TaskResources.Take(offer.Resources, task.Resources.ToResourceSet()), offer.Role, framework.Capabilities));
        if (task.Container is { } container)
            message.Container = ContainerOf(container);
        if (task.HealthCheck is { } check)
            message.HealthCheck = HealthCheckOf(check);
        if (task.KillGraceSeconds is { } seconds)
            message.KillPolicy = new Wire.KillPolicy { GracePeriod = new Wire.DurationInfo { Nanoseconds = seconds * 1_000_000_000L } };
        if (task.Labels is { Count: > 0 } labels)
            message.Labels = LabelsOf(labels);
        return TaskFromWire.Map(message);
    }

    /// <summary>
    /// What an object shows of a task that came over HTTP, as far as objects can say it. A task of a framework's own executor
    /// has no command of its own; that of the executor is shown. The objects' names are for the caller to say.
    /// </summary>
    public static V1Alpha1TaskSpec SpecOf(LaunchedTask task)
    {
        var message = Wire.TaskInfo.Parser.ParseFrom(task.Info.Description.Bytes.Span);
        return new V1Alpha1TaskSpec
        {
            Id = task.Id.Value,
            Name = task.Info.Name.Length is > 0 and <= 255 ? task.Info.Name : null,
            Resources = ResourceValues.From(task.Info.Resources),
            Command = CommandOf(message.Command ?? message.Executor?.Command),
            FrameworkId = task.FrameworkId.Value,
            AgentId = task.AgentId.Value,
            Role = task.Role.Value,
        };
    }

    private static TaskCommand CommandOf(Wire.CommandInfo? command) => command switch
    {
        { Shell: true, Value.Length: > 0 } => new TaskCommand { Shell = command.Value },
        { Value.Length: > 0 } => new TaskCommand { Program = command.Value, Arguments = [.. command.Arguments.Skip(1)] },
        _ => new TaskCommand { Program = "executor" },
    };

    private static Wire.CommandInfo CommandOf(TaskCommand command)
    {
        var message = new Wire.CommandInfo { Shell = command.Shell is not null, Value = command.Shell ?? command.Program };
        if (command.Program is { } program)
            message.Arguments.AddRange([program, .. command.Arguments ?? []]);
        if (command.User is { } user)
            message.User = user;
        if (command.Environment is { Count: > 0 } variables)
            message.Environment = EnvironmentOf(variables);
        foreach (var file in command.Files ?? [])
            message.Uris.Add(FileOf(file));
        return message;
    }

    private static Wire.Environment EnvironmentOf(IReadOnlyDictionary<string, string> variables)
    {
        var message = new Wire.Environment();
        message.Variables.AddRange(variables.OrderBy(variable => variable.Key, StringComparer.Ordinal)
            .Select(variable => new Wire.Environment.Types.Variable { Name = variable.Key, Value = variable.Value }));
        return message;
    }

    private static Wire.CommandInfo.Types.URI FileOf(TaskFile file)
    {
        var message = new Wire.CommandInfo.Types.URI
        {
            Value = file.Source,
            Executable = file.Executable,
            Extract = file.Extract,
            Cache = file.Cache,
        };
        if (file.Target is { } target)
            message.OutputFile = target;
        return message;
    }

    private static Wire.ContainerInfo ContainerOf(TaskContainer container) => new()
    {
        Type = Wire.ContainerInfo.Types.Type.Docker,
        Docker = new Wire.ContainerInfo.Types.DockerInfo { Image = container.Image, ForcePullImage = container.ForcePull },
    };

    private static Wire.HealthCheck HealthCheckOf(HealthCheck check)
    {
        var message = new Wire.HealthCheck
        {
            DelaySeconds = check.DelaySeconds,
            IntervalSeconds = check.IntervalSeconds,
            TimeoutSeconds = check.TimeoutSeconds,
            GracePeriodSeconds = check.GracePeriodSeconds,
            ConsecutiveFailures = (uint)check.ConsecutiveFailures,
        };
        if (check.Shell is { } line)
            (message.Type, message.Command) = (Wire.HealthCheck.Types.Type.Command, new Wire.CommandInfo { Shell = true, Value = line });
        else if (check.Http is { } http)
            (message.Type, message.Http) = (Wire.HealthCheck.Types.Type.Http, HttpOf(http));
        else if (check.Tcp is { } tcp)
            (message.Type, message.Tcp) = (Wire.HealthCheck.Types.Type.Tcp, new Wire.HealthCheck.Types.TCPCheckInfo { Port = (uint)tcp.Port });
        return message;
    }

    private static Wire.HealthCheck.Types.HTTPCheckInfo HttpOf(HealthCheckHttp http) => new()
    {
        Port = (uint)http.Port,
        Path = http.Path,
        Scheme = http.Scheme == HealthCheckScheme.Https ? "https" : "http",
    };

    private static Wire.Labels LabelsOf(IReadOnlyDictionary<string, string> labels)
    {
        var message = new Wire.Labels();
        message.Labels_.AddRange(labels.OrderBy(label => label.Key, StringComparer.Ordinal)
            .Select(label => new Wire.Label { Key = label.Key, Value = label.Value }));
        return message;
    }
}
