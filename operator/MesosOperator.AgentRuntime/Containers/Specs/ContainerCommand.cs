using System.Collections.Immutable;
using MesosOperator.AgentRuntime.Containers.Images;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Containers.Specs;

/// <summary>What runs in a container, from what its task and what its image say (mesos-wire 7.3, CommandInfo).</summary>
internal static class ContainerCommand
{
    /// <summary>The program and its arguments, or why there is none.</summary>
    /// <param name="command">The task's; null: it has none.</param>
    /// <param name="image">The image's.</param>
    /// <param name="kind">For Docker's kind the value is an argument to the image's entry point; else it takes its place.</param>
    public static (ImmutableArray<string> Arguments, string? Problem) Of(CommandInfo? command, ImageConfig image, ContainerInfo.Types.Type kind)
    {
        var value = command is { HasValue: true } ? command.Value : null;
        string[] arguments = command is null ? [] : [.. command.Arguments];
        if (arguments.Append(value ?? "").Any(text => text.Contains('\0', StringComparison.Ordinal)))
            return ([], "The command contains a zero character");
        // A message without any field says shell by default, and means the image's own command.
        if (command is { Shell: true } && (value is not null || command.HasShell))
            return string.IsNullOrEmpty(value) ? ([], "A shell is asked for, and no command for it") : (["/bin/sh", "-c", value], null);
        ImmutableArray<string> whole = (value, kind == ContainerInfo.Types.Type.Docker) switch
        {
            (null, _) when arguments.Length == 0 => [.. image.Entrypoint, .. image.Command],
            (null, false) when image.Entrypoint.IsEmpty => [.. image.Command.Take(1), .. arguments],
            (null, _) => [.. image.Entrypoint, .. arguments],
            (_, true) => [.. image.Entrypoint, value, .. arguments],
            // There the first argument is the program's own name, which a container's program cannot choose.
            (_, false) => [value, .. arguments.Skip(1)],
        };
        return whole.Length > 0 && whole[0].Length > 0 ? (whole, null) : ([], "Neither the task nor its image says what to run");
    }
}
