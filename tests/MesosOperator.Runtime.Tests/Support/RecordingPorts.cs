using System.Collections.Immutable;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Effects;
using MesosOperator.Runtime.Ports;
using MesosOperator.Runtime.Storage;

namespace MesosOperator.Runtime.Tests.Support;

/// <summary>All three ports: notes in one list what leaves the master, and can hold up or fail the store.</summary>
internal sealed class RecordingPorts : IClusterStore, IFrameworkStreams, IAgentLinks
{
    private readonly InMemoryClusterStore _store = new();
    private readonly List<object> _left = [];

    /// <summary>Saves wait for this.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>Runs when something is to be saved.</summary>
    public Action OnSave { get; set; } = () => { };

    public IReadOnlyList<object> Left
    {
        get
        {
            lock (_left)
                return [.. _left];
        }
    }

    public IEnumerable<FrameworkNotice> Told(string stream) =>
        Left.OfType<Notify.Framework>().Where(told => told.Stream.Value == stream).Select(told => told.Notice);

    public Task<RestoreCommand> LoadAsync(CancellationToken cancellation) => _store.LoadAsync(cancellation);

    public async Task SaveAsync(ImmutableArray<Persist> changes, CancellationToken cancellation)
    {
        OnSave();
        await Gate;
        await _store.SaveAsync(changes, cancellation);
        foreach (var change in changes)
            Note(change);
    }

    public void Tell(StreamId stream, FrameworkNotice notice) => Note(new Notify.Framework(stream, notice));

    public void Order(LinkId link, AgentOrder order) => Note(new Notify.Agent(link, order));

    void IFrameworkStreams.End(StreamId stream) => Note(new Notify.StreamEnd(stream));

    void IAgentLinks.End(LinkId link) => Note(new Notify.LinkEnd(link));

    private void Note(object effect)
    {
        lock (_left)
            _left.Add(effect);
    }
}
