using Grpc.Core;
using MesosOperator.Runtime.Joining;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Http.Links;

/// <summary>Turns agents away, and tells administrators of each address and reason once in a while.</summary>
internal sealed class RefusalNotes(IEnumerable<IRefusalObserver> observers, TimeProvider time, ILogger<RefusalNotes> logger)
{
    /// <summary>How long the log says nothing of what it has said already.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    /// <summary>Of how many it is remembered what was told.</summary>
    private const int Most = 1_000;

    private readonly NewsFilter<(string Address, string Reason)> _news = new(time, Pause, Most);

    /// <summary>The end of the call.</summary>
    public RpcException TurnAway(StatusCode status, Refusal refusal)
    {
        if (_news.IsNews((refusal.Address, refusal.Reason)))
            LinkLog.TurnedAway(logger, refusal.Address, refusal.Reason);
        foreach (var observer in observers)
            observer.Observe(refusal);
        return new RpcException(new Status(status, refusal.Reason));
    }
}
