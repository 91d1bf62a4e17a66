namespace MesosOperator.Runtime.Joining;

/// <summary>One certificate of the authority and its private key, both in PEM.</summary>
public sealed record AuthorityPair(string Certificate, string Key);
