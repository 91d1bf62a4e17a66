namespace MesosOperator.Runtime.Joining;

/// <summary>That an agent may not come any more.</summary>
/// <param name="Agent">What it is called, for people.</param>
/// <param name="Until">When every certificate that it may have is over, and nothing has to be remembered of it.</param>
public sealed record Revocation(string Agent, DateTimeOffset Until);
