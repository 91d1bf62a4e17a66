namespace MesosOperator.Runtime.Joining;

/// <summary>What an agent's certificate proves.</summary>
/// <param name="Identity">Who it is, in the form of a UUID; never given twice.</param>
/// <param name="Limits">What it may say of itself.</param>
/// <param name="Until">When the certificate is over.</param>
public sealed record AgentProof(string Identity, JoinLimits Limits, DateTimeOffset Until);
