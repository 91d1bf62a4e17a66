namespace MesosOperator.Core.Agents;

/// <summary>Where an agent stands: hosts of one zone tend to fail together.</summary>
public sealed record FaultDomain(string Region, string Zone);
