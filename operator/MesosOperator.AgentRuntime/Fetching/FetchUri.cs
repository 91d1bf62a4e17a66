using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Fetching;

/// <summary>One wish of a task, understood.</summary>
/// <param name="Text">The URI as a key: everything of it.</param>
/// <param name="Remote">Where to download it; null for a file of this host.</param>
/// <param name="Path">The file of this host; empty for a download.</param>
/// <param name="Output">Where to put it, relative to the sandbox.</param>
/// <param name="Wish">How to treat it.</param>
/// <param name="Checksum">What it must be; null: anything.</param>
internal sealed record FetchUri(string Text, Uri? Remote, string Path, string Output, CommandInfo.Types.URI Wish, Checksum? Checksum)
{
    /// <summary>Without what may be secret: user, password, query and fragment.</summary>
    public string Name => Remote is { } uri ? uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) : Path;

    /// <summary>What to unpack, if anything: an executable is taken as it is.</summary>
    public ArchiveKind Archive => Wish.Extract && !Wish.Executable ? ArchiveKinds.Of(Output) : ArchiveKind.None;

    /// <summary>Understands a URI: <c>http</c>, <c>https</c>, <c>file</c>, or a path.</summary>
    /// <param name="wish">The wish.</param>
    /// <param name="home">Folder that relative paths begin at; null: there is none.</param>
    /// <exception cref="FetchException">It cannot be understood.</exception>
    public static FetchUri Parse(CommandInfo.Types.URI wish, string? home)
    {
        var (text, checksum, problem) = Checksum.Split(wish.Value.Trim());
        if (problem is not null)
            throw new FetchException(problem);
        if (text.Contains('\0', StringComparison.Ordinal) || text.Length == 0)
            throw new FetchException("it is empty or contains a zero character");
        if (!text.Contains("://", StringComparison.Ordinal))
            return Local(wish, checksum, text.StartsWith('/') ? text : AtHome(text, home));
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri))
            throw new FetchException("it is no URI");
        return uri.Scheme switch
        {
            "http" or "https" => new(wish.Value, uri, "", OutputOf(wish, Uri.UnescapeDataString(uri.AbsolutePath)), wish, checksum),
            "file" when uri.Host.Length == 0 => Local(wish, checksum, uri.LocalPath),
            "file" => throw new FetchException("a file must be of this host (file:///path)"),
            _ => throw new FetchException($"scheme '{uri.Scheme}' is not supported: use http, https, file or a path"),
        };
    }

    private static FetchUri Local(CommandInfo.Types.URI wish, Checksum? checksum, string path) =>
        new(wish.Value, null, path, OutputOf(wish, path), wish, checksum);

    private static string AtHome(string path, string? home) => home is null
        ? throw new FetchException("it is a relative path, and this agent has no folder that such begin at (--frameworks-home)")
        : System.IO.Path.Combine(home, path);

    private static string OutputOf(CommandInfo.Types.URI wish, string path)
    {
        var name = wish.HasOutputFile && wish.OutputFile.Length > 0 ? wish.OutputFile : path[(path.LastIndexOf('/') + 1)..];
        if (name.StartsWith('/'))
            throw new FetchException($"'{name}' is to be its output_file, which must lie in the sandbox");
        return name.Length > 0 ? name : throw new FetchException("it names no file; say one as output_file");
    }
}
