using System.Collections.Concurrent;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Caches;
using MesosOperator.Kubernetes.Mapping;
using MesosOperator.Runtime.Ports;

namespace MesosOperator.Kubernetes.Transport;

/// <summary>
/// What the master tells frameworks whose transport is objects goes into the books; controllers write it into objects and
/// acknowledge it afterwards, so that nothing told is lost.
/// </summary>
internal sealed class ResourceStreams(ClusterCaches caches, TaskBook tasks) : IFrameworkStreams
{
    private readonly ConcurrentDictionary<StreamId, ResourceSession> _sessions = new();

    /// <summary>Told of each framework whose session has changed. Called by the master's loop: must be quick.</summary>
    public event Action<ResourceKey> Changed = _ => { };

    public void Open(ResourceSession session) => _sessions[session.Stream] = session;

    public void Close(ResourceSession session) => _sessions.TryRemove(session.Stream, out _);

    public void Tell(StreamId stream, FrameworkNotice notice)
    {
        if (!_sessions.TryGetValue(stream, out var session))
            return;
        switch (notice)
        {
            case FrameworkNotice.Subscribed:
                Begin(session);
                break;
            case FrameworkNotice.TaskUpdated updated:
                tasks.Hear(
                    new(session.Framework.Namespace, ObjectNames.Of(session.Framework.Name, updated.Status.TaskId)), session.Id, updated.Status);
                break;
            case FrameworkNotice.Failed failed:
                Fail(session, failed.Message);
                break;
        }
    }

    public void End(StreamId stream)
    {
        if (_sessions.TryRemove(stream, out var session))
            Fail(session, "The subscription ended");
    }

    /// <summary>What is known of its tasks is from before, and is to be asked for.</summary>
    private void Begin(ResourceSession session)
    {
        session.State = SessionState.Subscribed;
        foreach (var task in caches.TasksOf(session.Id))
            tasks.Doubt(ResourceKey.Of(task));
        Changed(session.Framework);
    }

    private void Fail(ResourceSession session, string problem)
    {
        session.Problem ??= problem;
        session.State = SessionState.Failed;
        Changed(session.Framework);
    }
}
