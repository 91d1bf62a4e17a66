namespace MesosOperator.Core.Master.Commands;

/// <summary>Why a call of a framework was not carried out, with the words for the caller.</summary>
public sealed record Refusal(RefusalKind Kind, string Message);
