namespace MesosOperator.Architecture.Tests.Laws;

/// <summary>One line of Exceptions.txt: <c>law | subject | reason</c>.</summary>
public sealed record LawException(string Law, string Subject, string Reason)
{
    public static IReadOnlyList<LawException> Parse(string text) =>
    [
        .. text.Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.Length > 0 && !line.StartsWith('#'))
            .Select(line => line.Split(" | ") is [var law, var subject, var reason] && reason.Length > 0
                ? new LawException(law.Trim(), subject.Trim(), reason.Trim())
                : throw new FormatException($"Not 'law | subject | reason': {line}")),
    ];
}
