namespace MesosOperator.AgentRuntime.Fetching;

/// <summary>What a file is by its name.</summary>
internal enum ArchiveKind
{
    /// <summary>Nothing to unpack.</summary>
    None,

    Tar,

    TarGzip,

    TarBzip2,

    TarXz,

    Zip,

    /// <summary>One compressed file.</summary>
    Gzip,
}
