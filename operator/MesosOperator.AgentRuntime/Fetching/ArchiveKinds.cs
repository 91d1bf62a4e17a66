namespace MesosOperator.AgentRuntime.Fetching;

/// <summary>The names by which Mesos' fetcher knows archives.</summary>
internal static class ArchiveKinds
{
    private static readonly (string Ending, ArchiveKind Kind)[] Endings =
    [
        (".tar", ArchiveKind.Tar), (".tgz", ArchiveKind.TarGzip), (".tar.gz", ArchiveKind.TarGzip), (".tbz2", ArchiveKind.TarBzip2),
        (".tar.bz2", ArchiveKind.TarBzip2), (".txz", ArchiveKind.TarXz), (".tar.xz", ArchiveKind.TarXz), (".zip", ArchiveKind.Zip), (".gz", ArchiveKind.Gzip),
    ];

    public static ArchiveKind Of(string name) =>
        Endings.FirstOrDefault(known => name.EndsWith(known.Ending, StringComparison.OrdinalIgnoreCase)).Kind;
}
