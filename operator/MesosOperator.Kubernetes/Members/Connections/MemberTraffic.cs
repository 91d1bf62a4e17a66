using MesosOperator.Crds.Clusters;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Telemetry;
using MesosOperator.Kubernetes.Timing;

namespace MesosOperator.Kubernetes.Members.Connections;

/// <summary>
/// What goes to the API server of one member cluster: no more than its owner allows, and nothing for as long as the server
/// wants none. Who waits is served in the order they came; there are no more of them than the cluster has workers.
/// </summary>
internal sealed class MemberTraffic(string cluster, ClusterRequestLimits limits, TimeProvider time, MemberMetrics metrics) : IApiTraffic
{
    private const int Forbidden = 403;

    /// <summary>A server that refuses without saying for how long is left alone for so long.</summary>
    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly TokenBucket _bucket = new(limits.PerSecond, limits.Burst, time);
    private DateTimeOffset _pausedUntil = DateTimeOffset.MinValue;
    private DateTimeOffset? _throttledAt;
    private bool _wasForbidden;

    /// <summary>When the server last asked for fewer requests; null when it never did.</summary>
    public DateTimeOffset? ThrottledAt
    {
        get
        {
            lock (_gate)
                return _throttledAt;
        }
    }

    /// <summary>Whether something was forbidden since this was asked last.</summary>
    public bool TakeForbidden()
    {
        lock (_gate)
        {
            var was = _wasForbidden;
            _wasForbidden = false;
            return was;
        }
    }

    /// <summary>How long the server wants no requests from now on.</summary>
    public TimeSpan Pause
    {
        get
        {
            lock (_gate)
                return _pausedUntil - time.GetUtcNow() is var rest && rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
        }
    }

    /// <summary>A watch goes on for long and takes nothing from what is allowed, but is not begun in a pause.</summary>
    public async Task PassAsync(ApiRequest request, CancellationToken stop)
    {
        TimeSpan turn;
        lock (_gate)
            turn = request.IsWatch ? TimeSpan.Zero : _bucket.Reserve();
        if (turn > TimeSpan.Zero)
            await Task.Delay(turn, time, stop);
        while (Pause is var pause && pause > TimeSpan.Zero)
            await Task.Delay(pause, time, stop);
    }

    public void Ended(ApiRequest request, TimeSpan took, ApiServerException? problem)
    {
        if (request.IsWatch)
            metrics.Watched(cluster, problem?.Failure);
        else
            metrics.Requested(cluster, problem?.Failure, took);
        lock (_gate)
        {
            _wasForbidden |= problem?.Code == Forbidden;
            if (problem?.Failure != ApiFailure.Throttled)
                return;
            _throttledAt = time.GetUtcNow();
            var until = _throttledAt.Value + (problem.RetryAfter ?? UsualPause);
            _pausedUntil = until > _pausedUntil ? until : _pausedUntil;
        }
    }
}
