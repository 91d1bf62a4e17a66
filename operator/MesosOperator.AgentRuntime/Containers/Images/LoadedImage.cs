using System.Collections.Immutable;

namespace MesosOperator.AgentRuntime.Containers.Images;

/// <summary>An image that is in containerd, read.</summary>
/// <param name="Name">As containerd keeps it.</param>
/// <param name="Manifest">What it consists of.</param>
/// <param name="Config">What it says.</param>
/// <param name="Chain">Names of its unpacked layers in the snapshotter, lowest first.</param>
internal sealed record LoadedImage(string Name, ImageManifest Manifest, ImageConfig Config, ImmutableArray<string> Chain)
{
    /// <summary>The snapshot that containers of it lie on.</summary>
    public string Top => Chain[^1];
}
