namespace MesosOperator.Core.Provisioning;

/// <summary>A machine that is to go, and what makes it one: it is empty, or its tasks fit elsewhere.</summary>
public sealed record Removal(string Pool, string Machine, ScaleDownTrigger Reason);
