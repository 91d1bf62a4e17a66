using System.Text.RegularExpressions;

namespace MesosOperator.AgentRuntime.Containers.Images;

/// <summary>
/// Names an image the way Docker does: <c>busybox</c> is <c>docker.io/library/busybox:latest</c>, and what comes before the
/// first slash is a registry when it looks like a host.
/// </summary>
/// <param name="Registry">Host, with a port where one is given.</param>
/// <param name="Repository">Path in the registry.</param>
/// <param name="Tag">Null where only a digest is given.</param>
/// <param name="Digest">Such as <c>sha256:…</c>; null where none is given.</param>
internal sealed partial record ImageReference(string Registry, string Repository, string? Tag, string? Digest)
{
    private const string DefaultRegistry = "docker.io";
    private const int LongestName = 255;

    /// <summary>The name as containerd keeps it.</summary>
    public string Name => $"{Registry}/{Repository}{(Tag is null ? "" : $":{Tag}")}{(Digest is null ? "" : $"@{Digest}")}";

    /// <summary>What a registry is asked for: the digest, or else the tag.</summary>
    public string Version => Digest ?? Tag!;

    /// <summary>The reference, or what is wrong with the text.</summary>
    public static (ImageReference? Reference, string? Problem) Parse(string text)
    {
        var match = Whole().Match(text);
        if (!match.Success || text.Length > LongestName)
            return (null, $"'{text}' is not the name of an image, such as busybox:1.36 or registry.example.com:5000/team/app@sha256:…");
        var name = match.Groups["name"].Value;
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? "" : name[..slash];
        var isHost = first == "localhost" || first.IndexOfAny(['.', ':']) >= 0;
        var registry = isHost ? first : DefaultRegistry;
        var repository = isHost ? name[(slash + 1)..] : name;
        if (registry is DefaultRegistry or "index.docker.io")
            (registry, repository) = (DefaultRegistry, repository.Contains('/', StringComparison.Ordinal) ? repository : $"library/{repository}");
        if (!Path().IsMatch(repository))
            return (null, $"'{text}' is not the name of an image: '{repository}' is no path of lower-case letters, digits and . _ -");
        var digest = match.Groups["digest"] is { Success: true } found ? found.Value : null;
        var tag = match.Groups["tag"] is { Success: true } given ? given.Value : digest is null ? "latest" : null;
        return (new ImageReference(registry, repository, tag, digest), null);
    }

    public override string ToString() => Name;

    [GeneratedRegex(@"^(?<name>[A-Za-z0-9][A-Za-z0-9._-]*(:[0-9]{1,5}/)?[A-Za-z0-9._/-]*?)(:(?<tag>\w[\w.-]{0,127}))?(@(?<digest>sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})))?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Whole();

    [GeneratedRegex(@"^[a-z0-9]+([._-]+[a-z0-9]+)*(/[a-z0-9]+([._-]+[a-z0-9]+)*)*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Path();
}
