using System.Collections.Immutable;

namespace MesosOperator.Embedded.Hosting;

/// <summary>Finds what is wrong with options.</summary>
public static class EmbeddedApiServerOptionsValidator
{
    private const int PortMax = 65_535;
    private const int HistoryLeast = 100;

    /// <summary>Everything that is wrong, in words for users; empty when nothing is.</summary>
    public static ImmutableArray<string> Problems(EmbeddedApiServerOptions options)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        if (string.IsNullOrWhiteSpace(options.Folder))
            problems.Add("the folder of the embedded API server must be named");
        if (options.Port is < 0 or > PortMax)
            problems.Add($"the port of the embedded API server must be 0 to {PortMax}, not {options.Port}");
        if (options.HistoryMax < HistoryLeast)
            problems.Add($"the embedded API server must remember at least {HistoryLeast} changes, not {options.HistoryMax}");
        if (options.WatchesMax < 1)
            problems.Add($"the embedded API server must serve at least 1 watch, not {options.WatchesMax}");
        if (options.EventLifetime <= TimeSpan.Zero)
            problems.Add("the embedded API server must keep events for some time");
        return problems.ToImmutable();
    }
}
