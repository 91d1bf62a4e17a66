using MesosOperator.Core.Identity;
using Kind = MesosOperator.Protocol.Mesos.V1.ExecutorInfo.Types.Type;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Tasks;

/// <summary>What can be wrong with an executor (cases K09, K10, K13, K14, K15).</summary>
internal static class ExecutorDefects
{
    /// <summary>The first fault of the executor of a task that is launched for itself.</summary>
    public static string? Find(Wire.ExecutorInfo executor) => executor switch
    {
        { HasType: true, Type: Kind.Default } => "'ExecutorInfo.type' must be 'CUSTOM' for a task outside of a task group",
        { HasType: true, Type: Kind.Unknown } => "Unknown executor type",
        { Command: null } => "'ExecutorInfo.command' must be set for 'CUSTOM' executor",
        _ => Common(executor),
    };

    /// <summary>The first fault of the executor of a group.</summary>
    public static string? FindInGroup(Wire.ExecutorInfo executor) => executor switch
    {
        { HasType: false } or { Type: Kind.Unknown } => "'ExecutorInfo.type' must be set for the executor of a task group",
        { Type: Kind.Default, Command: not null } => "'ExecutorInfo.command' must not be set for 'DEFAULT' executor",
        { Type: Kind.Custom, Command: null } => "'ExecutorInfo.command' must be set for 'CUSTOM' executor",
        { FrameworkId: null } => "'ExecutorInfo.framework_id' must be set for the executor of a task group",
        { Container.Type: Wire.ContainerInfo.Types.Type.Docker } => "Docker ContainerInfo is not supported on the executor",
        _ => Common(executor),
    };

    private static string? Common(Wire.ExecutorInfo executor)
    {
        if (IdRules.Problem(executor.ExecutorId.Value) is { } problem)
        {
            return $"Invalid executor ID: {problem}";
        }

        if (executor.ShutdownGracePeriod?.Nanoseconds < 0)
        {
            return "ExecutorInfo's 'shutdown_grace_period' must be non-negative";
        }

        if (TaskDefects.SharesNoCgroups(executor.Container))
        {
            return "The 'share_cgroups' of an executor's container must not be 'false'";
        }

        if (executor.Command is not null && CommandDefects.Find(executor.Command) is { } command)
        {
            return "Executor's `CommandInfo` is invalid: " + command;
        }

        return executor.Container is not null && ContainerDefects.Find(executor.Container) is { } container
            ? "Executor's `ContainerInfo` is invalid: " + container
            : null;
    }
}
