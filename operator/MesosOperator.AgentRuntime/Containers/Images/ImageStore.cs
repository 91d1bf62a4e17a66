using System.Collections.Concurrent;
using System.Text.Json;
using Grpc.Core;
using MesosOperator.AgentRuntime.Containers.Daemon;
using MesosOperator.AgentRuntime.Containers.Wire;

namespace MesosOperator.AgentRuntime.Containers.Images;

/// <summary>The images that containerd has.</summary>
internal sealed class ImageStore(Containerd containerd)
{
    /// <summary>Manifests and configurations beyond are refused rather than read.</summary>
    public const long LargestDocument = 4 << 20;

    /// <summary>What was read of images is kept for so many.</summary>
    private const int MostRemembered = 256;

    private readonly ConcurrentDictionary<string, LoadedImage> _read = new(StringComparer.Ordinal);

    /// <summary>Reads an image; null when containerd has none of that name.</summary>
    /// <exception cref="ImageException">It is not whole, or not for this host.</exception>
    /// <exception cref="DaemonException">containerd does not answer.</exception>
    public async Task<LoadedImage?> FindAsync(ImageReference reference, CancellationToken stop)
    {
        var found = await containerd.FindAsync(containerd.Images.GetAsync(new GetImageRequest { Name = reference.Name }, containerd.For(Containerd.ShortLimit, stop)));
        if (found?.Image.Target is not { } target)
            return null;
        if (_read.TryGetValue(target.Digest, out var known))
            return known with { Name = reference.Name };
        var loaded = await LoadAsync(reference.Name, target, stop);
        if (_read.Count >= MostRemembered)
            _read.Clear();
        return _read[target.Digest] = loaded;
    }

    /// <summary>Reads what an image's name stands for.</summary>
    private async Task<LoadedImage> LoadAsync(string name, ContentDescriptor target, CancellationToken stop)
    {
        try
        {
            if (ImageManifest.IsIndex(target.MediaType))
                target = ImageManifest.Choose(await ReadAsync(target, stop))
                    ?? throw new ImageException($"Image {name} is not made for this host (linux/{ImageManifest.Architecture})");
            var manifest = ImageManifest.Parse(await ReadAsync(target, stop));
            var config = ImageConfig.Parse(await ReadAsync(manifest.Config, stop));
            if (config.Layers.Length == 0 || config.Layers.Length != manifest.Layers.Length)
                throw new ImageException($"Image {name} is not whole: its manifest has {manifest.Layers.Length} layers, its configuration {config.Layers.Length}");
            return new LoadedImage(name, manifest, config, ContentDigest.Chain(config.Layers));
        }
        catch (JsonException fault)
        {
            throw new ImageException($"Image {name} cannot be read: {fault.Message}", fault);
        }
        catch (DaemonException fault) when (fault.Fault == DaemonFault.NotFound)
        {
            throw new ImageException($"Image {name} is not whole: {fault.Message}", fault);
        }
    }

    private async Task<ReadOnlyMemory<byte>> ReadAsync(ContentDescriptor content, CancellationToken stop)
    {
        if (content.Size > LargestDocument)
            throw new ImageException($"{content.Digest} is too large for a manifest or configuration: {content.Size} bytes");
        using var call = containerd.Content.Read(new ReadContentRequest { Digest = content.Digest }, containerd.For(Containerd.ShortLimit, stop));
        using var whole = new MemoryStream();
        try
        {
            while (await call.ResponseStream.MoveNext(stop))
            {
                whole.Write(call.ResponseStream.Current.Data.Span);
                if (whole.Length > LargestDocument)
                    throw new ImageException($"{content.Digest} is larger than it says");
            }
        }
        catch (RpcException fault)
        {
            throw containerd.Translate(fault);
        }

        return whole.ToArray();
    }
}
