using System.Collections.Concurrent;
using MesosOperator.Core.Identity;
using MesosOperator.Runtime.Nodes;

namespace MesosOperator.Http.Nodes;

/// <summary>The programs that run beside tasks of nodes by the ids that their callers gave them, and how the last ones ended. Any thread may use it.</summary>
internal sealed class NodePrograms
{
    private const int EndsMax = 256;

    private readonly ConcurrentDictionary<(AgentId Agent, string Id), INodeProgram> _running = new();
    private readonly ConcurrentDictionary<(AgentId Agent, string Id), INodeProgram> _ended = new();
    private readonly ConcurrentQueue<(AgentId Agent, string Id)> _order = new();

    /// <summary>A program runs under an id from now on; false where one does, or did, already.</summary>
    public bool TryAdd(AgentId agent, string id, INodeProgram program) => !_ended.ContainsKey((agent, id)) && _running.TryAdd((agent, id), program);

    /// <summary>A program has ended, or nobody looks on at it any more.</summary>
    public void End(AgentId agent, string id)
    {
        if (!_running.TryRemove((agent, id), out var program))
            return;
        _ended[(agent, id)] = program;
        _order.Enqueue((agent, id));
        while (_order.Count > EndsMax && _order.TryDequeue(out var oldest))
            _ended.TryRemove(oldest, out _);
    }

    /// <summary>The program that runs under an id.</summary>
    public INodeProgram? Find(AgentId agent, string id) => _running.GetValueOrDefault((agent, id));

    /// <summary>The program that runs, or ran, under an id.</summary>
    public INodeProgram? FindAny(AgentId agent, string id) => Find(agent, id) ?? _ended.GetValueOrDefault((agent, id));
}
