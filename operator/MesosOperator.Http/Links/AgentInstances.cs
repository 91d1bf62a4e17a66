using Google.Protobuf;
using MesosOperator.Core.Identity;

namespace MesosOperator.Http.Links;

/// <summary>
/// Which agent a process is. An agent whose registration was answered, but that never saw the answer, registers again
/// with the same instance, and must get the same id. The oldest are forgotten beyond a bound; they registered long ago.
/// </summary>
internal sealed class AgentInstances(int capacity)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ByteString, AgentSession> _sessions = [];
    private readonly Queue<ByteString> _order = new();

    /// <summary>Takes an instance over and gives back who had it.</summary>
    public AgentSession? Claim(ByteString instance, AgentSession session)
    {
        lock (_lock)
        {
            var previous = _sessions.GetValueOrDefault(instance);
            _sessions[instance] = session;
            if (previous is null)
                Remember(instance);
            return previous;
        }
    }

    private void Remember(ByteString instance)
    {
        _order.Enqueue(instance);
        if (_order.Count > capacity)
            _sessions.Remove(_order.Dequeue());
    }
}
