using MesosOperator.Core.Master.Commands;

namespace MesosOperator.Protocol.Mapping.Operators;

/// <summary>What a person asks for, or the first fault that keeps it from being asked.</summary>
public sealed record MappedCommand(OperatorCommand? Command, string? Problem)
{
    internal static MappedCommand Of(OperatorCommand command) => new(command, null);

    internal static MappedCommand Fault(string problem) => new(null, problem);
}
