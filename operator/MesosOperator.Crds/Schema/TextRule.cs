namespace MesosOperator.Crds.Schema;

/// <summary>What a text must look like.</summary>
/// <param name="Pattern">A regular expression in the dialect of API servers (RE2), for the whole text.</param>
/// <param name="MaxLength">The most characters.</param>
/// <param name="Problem">What is wrong with a text, or null; never says less than the pattern does.</param>
public sealed record TextRule(string Pattern, int MaxLength, Func<string, string?> Problem);
