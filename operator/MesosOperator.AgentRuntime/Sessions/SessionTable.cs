namespace MesosOperator.AgentRuntime.Sessions;

/// <summary>The programs that people run beside tasks. There are so many at most; how the last ones ended is remembered.</summary>
internal sealed class SessionTable(SessionStarter starter)
{
    /// <summary>At the same time.</summary>
    public const int MostRunning = 64;

    private const int MostRemembered = 256;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Session?> _sessions = new(StringComparer.Ordinal);
    private readonly Queue<Session> _ended = new();
    private int _running;

    /// <summary>A new session. Both are null where one of that id is there already.</summary>
    public async Task<(Session? Session, string? Problem)> StartAsync(SessionOrder order)
    {
        lock (_gate)
        {
            if (_sessions.ContainsKey(order.Id))
                return (null, null);
            if (_running == MostRunning)
                return (null, $"{MostRunning} programs run beside tasks of this agent already");
            _sessions.Add(order.Id, null);
            _running++;
        }

        var (session, problem) = await BeginAsync(order);
        lock (_gate)
        {
            if (session is not null)
                _sessions[order.Id] = session;
            else if (_sessions.Remove(order.Id))
                _running--;
        }

        if (session is not null)
            _ = RememberAsync(session);
        return (session, problem);
    }

    /// <summary>One that runs or is remembered.</summary>
    public Session? Find(string id)
    {
        lock (_gate)
            return _sessions.GetValueOrDefault(id);
    }

    /// <summary>Forgets one that has ended. False when it has not.</summary>
    public bool TryRemove(Session session)
    {
        if (!session.Ended.IsCompleted)
            return false;
        session.Abandon();
        lock (_gate)
            Forget(session);
        return true;
    }

    private async Task<(Session?, string?)> BeginAsync(SessionOrder order)
    {
        try
        {
            return await starter.StartAsync(order);
        }
        catch (IOException failure)
        {
            return (null, failure.Message);
        }
    }

    private async Task RememberAsync(Session session)
    {
        await session.Ended;
        lock (_gate)
        {
            _running--;
            _ended.Enqueue(session);
            if (_ended.Count <= MostRemembered)
                return;
            var oldest = _ended.Dequeue();
            oldest.Abandon();
            Forget(oldest);
        }
    }

    /// <summary>Its id may be another's by now.</summary>
    private void Forget(Session session)
    {
        if (_sessions.GetValueOrDefault(session.Id) == session)
            _sessions.Remove(session.Id);
    }
}
