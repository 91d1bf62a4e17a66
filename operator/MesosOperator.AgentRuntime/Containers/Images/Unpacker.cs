using Google.Protobuf.WellKnownTypes;
using MesosOperator.AgentRuntime.Containers.Daemon;
using MesosOperator.AgentRuntime.Containers.Wire;

namespace MesosOperator.AgentRuntime.Containers.Images;

/// <summary>Makes snapshots of an image's layers. One image after the other: what two share is unpacked once.</summary>
internal sealed class Unpacker(Containerd containerd, string snapshotter) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Unpacks the layers that are not unpacked yet.</summary>
    /// <param name="image">The image.</param>
    /// <param name="lease">Under which the snapshots are kept until the image keeps them.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="ImageException">A layer is not what the image says.</exception>
    /// <exception cref="DaemonException">containerd does not answer, or cannot unpack.</exception>
    public async Task UnpackAsync(LoadedImage image, string lease, CancellationToken stop)
    {
        await _turn.WaitAsync(stop);
        try
        {
            for (var i = 0; i < image.Chain.Length; i++)
                if (!await IsThereAsync(image.Chain[i], stop))
                    await UnpackAsync(image, i, lease, stop);
            await KeepAsync(image, stop);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<bool> IsThereAsync(string name, CancellationToken stop) => await containerd.FindAsync(containerd.Snapshots.StatAsync(
        new StatSnapshotRequest { Snapshotter = snapshotter, Key = name }, containerd.For(Containerd.ShortLimit, stop))) is not null;

    private async Task UnpackAsync(LoadedImage image, int index, string lease, CancellationToken stop)
    {
        var (name, layer) = (image.Chain[index], image.Manifest.Layers[index]);
        var key = $"mesos-unpack-{name}";
        var parent = index == 0 ? "" : image.Chain[index - 1];
        await RemoveAsync(key, stop); // what an agent was at when it ended
        var prepared = await containerd.AskAsync(containerd.Snapshots.PrepareAsync(
            new PrepareSnapshotRequest { Snapshotter = snapshotter, Key = key, Parent = parent }, containerd.For(Containerd.ShortLimit, stop, lease)));
        try
        {
            var applied = await containerd.AskAsync(containerd.Diffs.ApplyAsync(
                new ApplyDiffRequest { Diff = layer, Mounts = { prepared.Mounts } }, containerd.For(Containerd.UnpackLimit, stop)));
            if (applied.Applied.Digest != image.Config.Layers[index])
                throw new ImageException($"Image {image.Name} is damaged: layer {layer.Digest} unpacks to {applied.Applied.Digest}, not to {image.Config.Layers[index]}");
            await containerd.AskAsync(containerd.Snapshots.CommitAsync(
                new CommitSnapshotRequest { Snapshotter = snapshotter, Name = name, Key = key }, containerd.For(Containerd.LongLimit, stop, lease)));
        }
        catch (DaemonException fault) when (fault.Fault == DaemonFault.AlreadyExists)
        {
            await RemoveAsync(key, stop); // somebody else was faster
        }
        catch
        {
            await RemoveAsync(key, CancellationToken.None);
            throw;
        }
    }

    private async Task RemoveAsync(string key, CancellationToken stop) => await containerd.FindAsync(containerd.Snapshots.RemoveAsync(
        new RemoveSnapshotRequest { Snapshotter = snapshotter, Key = key }, containerd.For(Containerd.ShortLimit, stop)));

    /// <summary>From now on the image keeps its snapshots from being collected.</summary>
    private async Task KeepAsync(LoadedImage image, CancellationToken stop)
    {
        var label = $"containerd.io/gc.ref.snapshot.{snapshotter}";
        await containerd.AskAsync(containerd.Content.UpdateAsync(
            new UpdateContentRequest
            {
                Info = new ContentInfo { Digest = image.Manifest.Config.Digest, Labels = { [label] = image.Top } },
                UpdateMask = new FieldMask { Paths = { $"labels.{label}" } },
            },
            containerd.For(Containerd.ShortLimit, stop)));
    }
}
