using System.Globalization;

namespace MesosOperator.AgentRuntime.Health;

/// <summary>What a probe has found out.</summary>
/// <param name="Number">Exit code of a command, status of a page, 1 or 0 for a connection that was made or was refused; null when there is no answer.</param>
/// <param name="IsGood">Whether it is what a healthy task gives.</param>
/// <param name="Message">In words.</param>
internal readonly record struct ProbeResult(int? Number, bool IsGood, string Message)
{
    private const int FirstGoodStatus = 200;
    private const int FirstBadStatus = 400;

    public static ProbeResult Exited(int code) =>
        new(code, code == 0, string.Create(CultureInfo.InvariantCulture, $"the command exited with status {code}"));

    public static ProbeResult Answered(ProbeSpec spec, int status) => new(
        status,
        spec.Statuses.Count == 0 ? status is >= FirstGoodStatus and < FirstBadStatus : spec.Statuses.Contains((uint)status),
        string.Create(CultureInfo.InvariantCulture, $"{spec.Page} answered with status {status}"));

    public static ProbeResult Connected(string message) => new(1, true, message);

    public static ProbeResult NotConnected(string message) => new(0, false, message);

    /// <summary>There was no answer: an error of the transport, say.</summary>
    public static ProbeResult Unanswered(string why) => new(null, false, why);

    public static ProbeResult TimedOut(TimeSpan limit) =>
        Unanswered(string.Create(CultureInfo.InvariantCulture, $"it has not ended within {limit.TotalSeconds:0.###} s"));
}
