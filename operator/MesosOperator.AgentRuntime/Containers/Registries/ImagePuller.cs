using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using MesosOperator.AgentRuntime.Containers.Daemon;
using MesosOperator.AgentRuntime.Containers.Images;
using MesosOperator.AgentRuntime.Containers.Wire;
using Microsoft.Extensions.Logging;

namespace MesosOperator.AgentRuntime.Containers.Registries;

/// <summary>Brings images from registries into containerd. Each image is brought by one at a time, whoever waits for it.</summary>
internal sealed class ImagePuller(Containerd containerd, RegistrySettings settings, HttpClient http, TimeProvider time, ILogger log)
{
    /// <summary>Times that a layer is gone on with after its registry has broken off.</summary>
    private const int MostBreaks = 5;

    private const long LargestLayer = 32L << 30;
    private const int LayersAtOnce = 3;
    private const string Reference = "containerd.io/gc.ref.content.";

    /// <summary>How long an interrupted pull is kept, for a later one to go on with.</summary>
    private static readonly TimeSpan LeaseLength = TimeSpan.FromHours(24);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly ImmutableSortedDictionary<string, string> NoLabels = ImmutableSortedDictionary<string, string>.Empty;

    private readonly KeyedTurns _turns = new();
    private readonly ContentWriter _writer = new(containerd, time);

    /// <summary>Brings an image, or makes sure that it is the registry's present one.</summary>
    /// <param name="reference">Which.</param>
    /// <param name="logins">The task's own file of logins; null: the agent's.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="ImageException">It cannot be brought, and why.</exception>
    /// <exception cref="DaemonException">containerd does not answer.</exception>
    public async Task PullAsync(ImageReference reference, string? logins, CancellationToken stop)
    {
        using var turn = await _turns.TakeAsync(reference.Name, stop);
        ContainerPullLog.Pulling(log, reference.Name);
        try
        {
            var login = RegistryLogin.Find(logins ?? settings.ReadLogins() ?? "{}", reference.Registry);
            var bytes = await PullAsync(new RegistryClient(http, settings.AddressOf(reference.Registry), reference.Repository, login), reference, stop);
            ContainerPullLog.Pulled(log, reference.Name, bytes);
        }
        catch (ImageException fault)
        {
            throw new ImageException($"Image {reference} cannot be pulled: {fault.Message}", fault);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or JsonException || (fault is TaskCanceledException && !stop.IsCancellationRequested))
        {
            throw new ImageException($"Image {reference} cannot be pulled from {settings.AddressOf(reference.Registry).Authority}: {fault.Message}", fault);
        }
    }

    private async Task<long> PullAsync(RegistryClient registry, ImageReference reference, CancellationToken stop)
    {
        var lease = $"mesos-pull-{ContentDigest.Of(System.Text.Encoding.UTF8.GetBytes(reference.Name))}";
        await LeaseAsync(lease, stop);
        var (target, document) = await registry.ManifestAsync(reference.Version, stop);
        var (what, content) = (target, document);
        if (ImageManifest.IsIndex(target.MediaType))
        {
            var chosen = ImageManifest.Choose(document) ?? throw new ImageException($"it is not made for this host (linux/{ImageManifest.Architecture})");
            (what, content) = await registry.ManifestAsync(chosen.Digest, stop);
            await _writer.WriteAsync(target, document, lease, Labels(("m.0", what.Digest)), stop);
        }

        var manifest = ImageManifest.Parse(content);
        if (manifest.Layers.Append(manifest.Config).FirstOrDefault(part => part.Size > LargestLayer) is { } large)
            throw new ImageException($"{large.Digest} is too large: {large.Size} bytes");
        await FetchAsync(registry, manifest.Config, lease, stop);
        await Parallel.ForEachAsync(
            manifest.Layers.DistinctBy(layer => layer.Digest), new ParallelOptions { MaxDegreeOfParallelism = LayersAtOnce, CancellationToken = stop },
            async (layer, cancel) => await FetchAsync(registry, layer, lease, cancel));
        var parts = manifest.Layers.Select((layer, index) => (string.Create(CultureInfo.InvariantCulture, $"l.{index}"), layer.Digest));
        await _writer.WriteAsync(what, content, lease, Labels([("config", manifest.Config.Digest), .. parts]), stop);
        await NameAsync(reference.Name, target, stop);
        await containerd.FindAsync(containerd.Leases.DeleteAsync(new DeleteLeaseRequest { Id = lease }, containerd.For(Containerd.ShortLimit, stop)));
        return manifest.Layers.Sum(layer => layer.Size);
    }

    /// <summary>Goes on where it was broken off.</summary>
    private async Task FetchAsync(RegistryClient registry, ContentDescriptor part, string lease, CancellationToken stop)
    {
        for (var breaks = 0; ; breaks++)
        {
            try
            {
                await _writer.WriteAsync(part, (from, cancel) => OpenAsync(registry, part, from, cancel), lease, NoLabels, stop);
                return;
            }
            catch (Exception fault) when (fault is IOException or HttpRequestException && breaks < MostBreaks)
            {
                await Task.Delay(Pause * (breaks + 1), time, stop);
            }
        }
    }

    private static async Task<Stream> OpenAsync(RegistryClient registry, ContentDescriptor part, long from, CancellationToken stop)
    {
        if (from == part.Size)
            return Stream.Null;
        var answer = await registry.BlobAsync(part.Digest, from, stop);
        var body = await answer.Content.ReadAsStreamAsync(stop);
        if (answer.StatusCode != HttpStatusCode.PartialContent)
            await SkipAsync(body, from, stop);
        return body;
    }

    private static async Task SkipAsync(Stream body, long count, CancellationToken stop)
    {
        var buffer = new byte[64 << 10];
        for (var left = count; left > 0;)
            left -= await body.ReadAtLeastAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, left)), 1, throwOnEndOfStream: true, stop);
    }

    private async Task LeaseAsync(string lease, CancellationToken stop)
    {
        try
        {
            var end = (time.GetUtcNow() + LeaseLength).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            await containerd.AskAsync(containerd.Leases.CreateAsync(
                new CreateLeaseRequest { Id = lease, Labels = { ["containerd.io/gc.expire"] = end } }, containerd.For(Containerd.ShortLimit, stop)));
        }
        catch (DaemonException fault) when (fault.Fault == DaemonFault.AlreadyExists)
        {
            // Of a pull that was broken off.
        }
    }

    private async Task NameAsync(string name, ContentDescriptor target, CancellationToken stop)
    {
        var image = new ImageRecord { Name = name, Target = target };
        try
        {
            await containerd.AskAsync(containerd.Images.CreateAsync(new CreateImageRequest { Image = image }, containerd.For(Containerd.ShortLimit, stop)));
        }
        catch (DaemonException fault) when (fault.Fault == DaemonFault.AlreadyExists)
        {
            await containerd.AskAsync(containerd.Images.UpdateAsync(
                new UpdateImageRequest { Image = image, UpdateMask = new FieldMask { Paths = { "target" } } }, containerd.For(Containerd.ShortLimit, stop)));
        }
    }

    private static ImmutableSortedDictionary<string, string> Labels(params (string Name, string Digest)[] references) =>
        references.ToImmutableSortedDictionary(reference => Reference + reference.Name, reference => reference.Digest, StringComparer.Ordinal);
}
