using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Kubernetes.Api;

namespace MesosOperator.Kubernetes.Transport;

/// <summary>One framework's subscription through objects.</summary>
internal sealed class ResourceSession(ResourceKey framework, FrameworkId id, StreamId stream, FrameworkInfo info, FrameworkWishes wishes)
{
    private volatile SessionState _state;
    private volatile string? _problem;

    public ResourceKey Framework => framework;

    public FrameworkId Id => id;

    public StreamId Stream => stream;

    /// <summary>Who calls on this session.</summary>
    public Caller Caller => new(stream, Info.Principal);

    /// <summary>What the master knows of it.</summary>
    public FrameworkInfo Info { get; set; } = info;

    public FrameworkWishes Wishes { get; set; } = wishes;

    public SessionState State
    {
        get => _state;
        set => _state = value;
    }

    /// <summary>Why it failed.</summary>
    public string? Problem
    {
        get => _problem;
        set => _problem = value;
    }
}
