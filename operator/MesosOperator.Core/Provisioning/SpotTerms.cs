namespace MesosOperator.Core.Provisioning;

/// <summary>Which machines are bought that the cloud can take back.</summary>
/// <param name="Percent">How many of all machines, at most.</param>
/// <param name="PrefersCapacity">Whether those are preferred that are the least likely to be taken back; else the cheapest.</param>
/// <param name="FallsBack">Whether others are bought in their stead when there are none.</param>
public sealed record SpotTerms(int Percent, bool PrefersCapacity, bool FallsBack);
