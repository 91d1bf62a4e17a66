using MesosOperator.AgentRuntime.Containers.Images;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Containers;

/// <summary>Images of tasks: those that containerd has, and others by way of their registries.</summary>
internal sealed class ImageSource(ImageStore store)
{
    /// <exception cref="ImageException">There is none, or it cannot be used; the message says which and why.</exception>
    /// <exception cref="Daemon.DaemonException">containerd does not answer.</exception>
    public async Task<LoadedImage> GetAsync(TaskInfo task, CancellationToken stop)
    {
        var (reference, problem) = ImageReference.Parse(TaskImages.NameOf(task)!);
        if (reference is null)
            throw new ImageException(problem!);
        return await store.FindAsync(reference, stop) ?? throw new ImageException($"Image {reference} is not on this host");
    }
}
