using System.Globalization;
using MesosOperator.Core.Maintenance;
using MesosOperator.Core.Primitives;

namespace MesosOperator.Core.Tests.Scenarios;

/// <summary>Machines and when they are unavailable: <c>host</c>, <c>host@ip</c>, <c>@ip</c>; <c>from=1h for=30m</c>.</summary>
internal static class MachineWords
{
    public static MachineId Parse(string word) => word.Split('@', 2) is [var hostname, var ip] ? new(hostname, ip) : new(word, "");

    /// <summary>A window of the machines that are named, from a time after the beginning of the scenario on.</summary>
    public static MaintenanceWindow Window(Words words)
    {
        var start = TestKit.TestMaster.Start + (words.Duration("from") ?? TimeSpan.FromHours(1));
        var duration = words.Duration("for");
        var window = new MaintenanceWindow(
            [.. words.Rest().Select(Parse)], new(start.ToNanoseconds(), duration is { } length ? length.Ticks * TimeSpan.NanosecondsPerTick : null));
        words.RequireAllUsed();
        return window;
    }

    public static string Of(Unavailability? unavailability) => unavailability is null
        ? ""
        : $", unavailable from {Seconds(unavailability.StartNanoseconds - TestKit.TestMaster.Start.ToNanoseconds())}s"
            + (unavailability.DurationNanoseconds is { } duration ? $" for {Seconds(duration)}s" : "");

    private static string Seconds(long nanoseconds) => (nanoseconds / 1e9).ToString(CultureInfo.InvariantCulture);
}
