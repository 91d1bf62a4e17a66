using System.Collections.Concurrent;
using MesosOperator.Core.Identity;
using MesosOperator.Kubernetes.Api;

namespace MesosOperator.Kubernetes.Transport;

/// <summary>
/// What was last heard of the tasks of frameworks that are followed here, until their objects show it and it is
/// acknowledged. An agent tells the next of a task only when the one before was acknowledged, so one place each is enough.
/// </summary>
internal sealed class TaskBook
{
    private readonly ConcurrentDictionary<ResourceKey, BookedTask> _tasks = new();

    /// <summary>Told of each task of which something new was heard. Called by the master's loop: must be quick.</summary>
    public event Action<ResourceKey> Changed = _ => { };

    public BookedTask? Find(ResourceKey key) => _tasks.GetValueOrDefault(key);

    /// <summary>Something was heard of a task; what was heard before and not acknowledged yet is still to be.</summary>
    public void Hear(ResourceKey key, FrameworkId framework, TaskStatus status)
    {
        _tasks.AddOrUpdate(
            key,
            _ => new BookedTask(framework, status, IsConfirmed: true),
            (_, known) => new BookedTask(framework, Newer(known.Status, status), IsConfirmed: true));
        Changed(key);
    }

    /// <summary>It is not known any more what became of a task.</summary>
    public void Doubt(ResourceKey key)
    {
        _tasks.TryRemove(key, out _);
        Changed(key);
    }

    /// <summary>Everything heard so far was seen to, unless more was heard since.</summary>
    public void SeenTo(ResourceKey key, BookedTask seen) => _tasks.TryUpdate(key, seen with { Status = seen.Status with { UpdateId = null } }, seen);

    public void Forget(ResourceKey key) => _tasks.TryRemove(key, out _);

    /// <summary>An answer of the master does not push aside an update that an agent waits for to be acknowledged, unless it tells the end.</summary>
    private static TaskStatus Newer(TaskStatus known, TaskStatus heard) =>
        heard.UpdateId is null && known.UpdateId is { } waiting ? heard with { UpdateId = waiting } : heard;
}
