using System.Diagnostics;

namespace MesosOperator.Benchmarks;

/// <summary>How long something takes.</summary>
internal static class Clock
{
    public static double Milliseconds(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
