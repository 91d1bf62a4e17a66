using MesosOperator.Architecture.Tests.Laws;
using MesosOperator.Architecture.Tests.Repository;

namespace MesosOperator.Architecture.Tests.Layers;

/// <summary>The analyzer holds the bans; this holds that they are there.</summary>
public sealed class BannedSymbolsListed : ILaw
{
    private static readonly string[] Clocks =
    [
        "P:System.DateTime.UtcNow", "P:System.DateTimeOffset.UtcNow", "T:System.Diagnostics.Stopwatch",
        "M:System.Threading.Thread.Sleep(System.Int32)", "M:System.Threading.Tasks.Task.Delay(System.TimeSpan)",
    ];

    private static readonly string[] Shell =
    [
        "P:System.Random.Shared", "M:System.Guid.NewGuid", "M:System.Threading.Tasks.Task.Run(System.Action)",
        "M:System.Threading.Tasks.Task.ConfigureAwait(System.Boolean)",
        "T:System.Collections.Immutable.ImmutableDictionary`2",
    ];

    private static readonly (string Path, string[] Entries)[] Required =
    [
        ("operator/BannedSymbols.txt", Clocks),
        ("operator/MesosOperator.Core/BannedSymbols.txt",
        [
            "T:System.DateTime", "T:System.DateTimeOffset", "T:System.TimeProvider", "T:System.Random", "M:System.Guid.NewGuid",
            "T:System.Threading.Tasks.Task", "T:System.Threading.Thread", "N:System.IO", "N:System.Net",
            "N:Microsoft.Extensions.Logging", "T:System.Collections.Immutable.ImmutableDictionary`2",
            "T:System.Collections.Immutable.ImmutableHashSet`1",
        ]),
        ("operator/MesosOperator.Runtime/BannedSymbols.txt", Shell),
        ("operator/MesosOperator.Http/BannedSymbols.txt", Shell),
        ("operator/MesosOperator.Kubernetes/BannedSymbols.txt", Shell),
        ("operator/MesosOperator.Embedded/BannedSymbols.txt", Shell),
        ("operator/MesosOperator.AgentRuntime/BannedSymbols.txt", ["P:System.Random.Shared", "M:System.Guid.NewGuid"]),
        ("tests/BannedSymbols.txt",
            ["M:System.Threading.Thread.Sleep(System.Int32)", "M:System.Threading.Tasks.Task.Delay(System.TimeSpan)"]),
        ("Directory.Build.props",
        [
            "Microsoft.CodeAnalysis.BannedApiAnalyzers", "$(MSBuildProjectDirectory)/../BannedSymbols.txt",
            "$(MSBuildProjectDirectory)/BannedSymbols.txt",
        ]),
    ];

    public string Rule => "Real clocks, waits, chance, threads and I/O stay banned where code must be replayable.";

    public IEnumerable<Breach> Check(SourceTree tree) =>
        from list in Required
        let text = tree.Files.GetValueOrDefault(list.Path, "")
        from entry in list.Entries
        where !text.Split('\n').Any(line => line.StartsWith(entry + ";", StringComparison.Ordinal) || list.Path.EndsWith(".props") && line.Contains(entry))
        select new Breach(list.Path, $"lacks {entry}");
}
