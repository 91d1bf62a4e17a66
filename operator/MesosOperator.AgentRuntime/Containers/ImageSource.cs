using MesosOperator.AgentRuntime.Containers.Images;
using MesosOperator.AgentRuntime.Containers.Registries;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Containers;

/// <summary>Images of tasks: those that containerd has, and others by way of their registries.</summary>
internal sealed class ImageSource(ImageStore store, ImagePuller puller)
{
    /// <exception cref="ImageException">There is none, or it cannot be used; the message says which and why.</exception>
    /// <exception cref="Daemon.DaemonException">containerd does not answer.</exception>
    public async Task<LoadedImage> GetAsync(TaskInfo task, CancellationToken stop)
    {
        var (reference, problem) = ImageReference.Parse(TaskImages.NameOf(task)!);
        if (reference is null)
            throw new ImageException(problem!);
        if (!TaskImages.IsPullForced(task) && await store.FindAsync(reference, stop) is { } present)
            return present;
        await puller.PullAsync(reference, LoginsOf(task), stop);
        return await store.FindAsync(reference, stop) ?? throw new ImageException($"Image {reference} was pulled, and removed at once");
    }

    /// <summary>A Mesos image may bring its own logins, as a secret that holds a file like Docker's.</summary>
    private static string? LoginsOf(TaskInfo task) => task.Container.Mesos?.Image?.Docker?.Config switch
    {
        null => null,
        { Type: Secret.Types.Type.Value, Value: { } value } => value.Data.ToStringUtf8(),
        _ => throw new ImageException("The logins for the image are a secret by reference, which this agent cannot resolve"),
    };
}
