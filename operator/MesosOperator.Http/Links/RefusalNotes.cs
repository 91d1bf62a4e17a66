using Grpc.Core;
using MesosOperator.Core.Primitives;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Http.Links;

/// <summary>
/// Turns agents away and tells administrators of it: each address and reason once in a while, since who is turned away
/// tries again and again.
/// </summary>
internal sealed class RefusalNotes(TimeProvider time, ILogger<RefusalNotes> logger)
{
    /// <summary>How long nothing is said of what was told already.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    /// <summary>Of how many it is remembered what was told; the oldest are forgotten first.</summary>
    private const int Most = 1_000;

    private readonly Lock _gate = new();
    private readonly LinkedMap<(string Address, string Reason), long> _told = [];

    /// <summary>The end of the call.</summary>
    public RpcException TurnAway(string address, StatusCode status, string reason)
    {
        if (IsNews((address, reason)))
            LinkLog.TurnedAway(logger, address, reason);
        return new RpcException(new Status(status, reason));
    }

    private bool IsNews((string Address, string Reason) refusal)
    {
        lock (_gate)
        {
            if (_told.TryGetValue(refusal, out var at) && time.GetElapsedTime(at) < Pause)
                return false;
            _told.Remove(refusal);
            if (_told.Count >= Most)
                _told.Remove(_told.First().Key);
            _told.Add(refusal, time.GetTimestamp());
            return true;
        }
    }
}
