namespace MesosOperator.Embedded.Kinds;

/// <summary>Where an object says how many are wanted and how many there are.</summary>
internal sealed record ScalePaths(string Wanted, string Present);
