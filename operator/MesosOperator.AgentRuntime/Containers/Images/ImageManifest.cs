using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using MesosOperator.AgentRuntime.Containers.Wire;

namespace MesosOperator.AgentRuntime.Containers.Images;

/// <summary>What an image consists of, for one platform (manifest of OCI and Docker).</summary>
/// <param name="Config">Its configuration.</param>
/// <param name="Layers">Its packed layers, lowest first.</param>
internal sealed record ImageManifest(ContentDescriptor Config, ImmutableArray<ContentDescriptor> Layers)
{
    /// <summary>More than any image has.</summary>
    private const int MostLayers = 512;

    private static readonly string[] Indexes =
        ["application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json"];

    private static readonly string[] Manifests =
        ["application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json"];

    /// <summary>All that can be read here.</summary>
    public static IEnumerable<string> MediaTypes => [.. Indexes, .. Manifests];

    /// <summary>Whether it lists manifests, one for each platform.</summary>
    public static bool IsIndex(string mediaType) => Indexes.Contains(mediaType, StringComparer.Ordinal);

    public static bool IsManifest(string mediaType) => Manifests.Contains(mediaType, StringComparer.Ordinal);

    /// <exception cref="JsonException">It is no manifest.</exception>
    public static ImageManifest Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (!root.TryGetProperty("config", out var config) || !root.TryGetProperty("layers", out var layers) || layers.ValueKind != JsonValueKind.Array)
            throw new JsonException("the manifest names no configuration and layers");
        if (layers.GetArrayLength() > MostLayers)
            throw new JsonException($"the manifest names more than {MostLayers} layers");
        return new ImageManifest(DescriptorOf(config), [.. layers.EnumerateArray().Select(DescriptorOf)]);
    }

    /// <summary>The manifest for this host among those of an index; null where there is none.</summary>
    /// <exception cref="JsonException">It is no index.</exception>
    public static ContentDescriptor? Choose(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        if (!document.RootElement.TryGetProperty("manifests", out var manifests) || manifests.ValueKind != JsonValueKind.Array)
            throw new JsonException("the index names no manifests");
        foreach (var manifest in manifests.EnumerateArray())
            if (manifest.TryGetProperty("platform", out var platform) && Text(platform, "os") == "linux" && Text(platform, "architecture") == Architecture)
                return DescriptorOf(manifest);
        return manifests.GetArrayLength() == 1 && !manifests[0].TryGetProperty("platform", out _) ? DescriptorOf(manifests[0]) : null;
    }

    /// <summary>This host's, in the words of images.</summary>
    public static string Architecture => RuntimeInformation.OSArchitecture switch
    {
        System.Runtime.InteropServices.Architecture.X64 => "amd64",
        System.Runtime.InteropServices.Architecture.Arm64 => "arm64",
        var other => other.ToString().ToLowerInvariant(),
    };

    private static ContentDescriptor DescriptorOf(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("size", out var size) || !size.TryGetInt64(out var bytes) || bytes < 0)
            throw new JsonException("a descriptor has no size");
        var digest = Text(json, "digest");
        if (!ContentDigest.IsValid(digest))
            throw new JsonException($"'{digest}' is not a digest");
        return new ContentDescriptor { MediaType = Text(json, "mediaType"), Digest = digest, Size = bytes };
    }

    private static string Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
}
