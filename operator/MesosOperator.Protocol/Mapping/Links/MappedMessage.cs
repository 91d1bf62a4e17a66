using MesosOperator.Core.Master.Commands;

namespace MesosOperator.Protocol.Mapping.Links;

/// <summary>
/// What an agent said, as a command of the core; or the problem for which its link is to be ended, since agents are
/// ours and never send such a thing.
/// </summary>
public sealed record MappedMessage(AgentCommand? Command, string? Problem);
