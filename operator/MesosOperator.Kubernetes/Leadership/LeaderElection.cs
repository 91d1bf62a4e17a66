using System.Collections.Immutable;
using System.Globalization;
using k8s.Models;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Permissions;
using MesosOperator.Kubernetes.Telemetry;
using MesosOperator.Kubernetes.Timing;
using MesosOperator.Runtime.Ports;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Kubernetes.Leadership;

/// <summary>
/// Elects one leader among processes by a Lease. Clocks are never compared: a process measures by its own how long the
/// lease has not changed. The lead ends by itself when the lease was not renewed in time, so that it is over here before
/// another process may take it.
/// </summary>
internal sealed class LeaderElection : ILeadership, IDisposable
{
    /// <summary>What it asks of the API server.</summary>
    public static readonly ImmutableArray<Permission> Permissions =
    [
        Permission.InOwnNamespace("coordination.k8s.io", "leases", "create"),
        Permission.InOwnNamespace("coordination.k8s.io", "leases", "get", "update") with { Names = [LeaderElectionOptions.DefaultLease] },
    ];

    /// <summary>On the lease: where clients reach the leader.</summary>
    public const string AddressAnnotation = "mesosoperator.io/address";

    /// <summary>Timers may ring a little early.</summary>
    private static readonly TimeSpan TimerGrain = TimeSpan.FromMilliseconds(10);

    private readonly Lock _gate = new();
    private readonly ResourceClient<V1Lease> _leases;
    private readonly LeaderElectionOptions _options;
    private readonly ResourceKey _key;
    private readonly Jitter _jitter;
    private readonly TimeProvider _time;
    private readonly ControllerMetrics _metrics;
    private readonly ILogger<LeaderElection> _logger;
    private readonly ITimer _deadline;
    private LeadershipStatus _status = new(LeadershipState.Standby, 0, "", "");
    private readonly List<TaskCompletionSource> _waiters = [];
    private long _leadsSince;
    private string _seenVersion = "";
    private long _seenSince;
    private TimeSpan _seenFor;
    private long _epochMax;

    public LeaderElection(
        ResourceClient<V1Lease> leases, LeaderElectionOptions options, Jitter jitter, TimeProvider time,
        ControllerMetrics metrics, ILogger<LeaderElection> logger)
    {
        if (options.Problems().ToArray() is { Length: > 0 } problems)
            throw new ArgumentException(string.Join(' ', problems), nameof(options));
        (_leases, _options, _jitter, _time, _metrics, _logger) = (leases, options, jitter, time, metrics, logger);
        _key = new(options.Namespace, options.LeaseName);
        _deadline = time.CreateTimer(_ => CheckDeadline(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public LeadershipStatus Current
    {
        get
        {
            lock (_gate)
            {
                if (_status.State == LeadershipState.Leading && _time.GetElapsedTime(_leadsSince) >= _options.RenewDeadline)
                    Become(_status with { State = LeadershipState.Standby });
                return _status;
            }
        }
    }

    public async Task<LeadershipStatus> ChangedAsync(LeadershipStatus known, CancellationToken cancellation)
    {
        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = cancellation.Register(() => waiter.TrySetCanceled(cancellation));
        lock (_gate)
        {
            if (Current is var current && current != known)
                return current;
            _waiters.RemoveAll(earlier => earlier.Task.IsCompleted);
            _waiters.Add(waiter);
        }
        await waiter.Task;
        return Current;
    }

    /// <summary>
    /// Competes until it is stopped, and then releases the lease if it leads: whatever acts as the leader is to be
    /// stopped before.
    /// </summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await CompeteAsync(stop);
                await Task.Delay(UntilNextLook(), _time, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await ReleaseAsync();
        }
    }

    public void Dispose() => _deadline.Dispose();

    /// <summary>No later than when the lease that another holds would be over: each second without a leader counts.</summary>
    private TimeSpan UntilNextLook()
    {
        var retry = _jitter.Spread(_options.RetryPeriod);
        var left = _seenFor - _time.GetElapsedTime(_seenSince);
        return left > TimeSpan.Zero && left < retry ? left + TimerGrain : retry;
    }

    private async Task CompeteAsync(CancellationToken stop)
    {
        using var late = new CancellationTokenSource(_options.RenewDeadline, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, late.Token);
        try
        {
            await TryAsync(either.Token);
        }
        catch (ApiServerException e) when (e.Failure is ApiFailure.Conflict or ApiFailure.AlreadyExists)
        {
            // Another process was faster; the next look shows who.
        }
        catch (ApiServerException e)
        {
            LeadershipLog.Unreachable(_logger, _options.Identity, e.Message);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            LeadershipLog.Unreachable(_logger, _options.Identity, "no answer in time");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LeadershipLog.Faulted(_logger, e, _options.Identity);
        }
    }

    private async Task TryAsync(CancellationToken stop)
    {
        var asked = _time.GetTimestamp();
        var lease = await _leases.FindAsync(_key, stop);
        Observe(lease);
        var mine = Current is { State: LeadershipState.Leading, Epoch: var epoch } && EpochOf(lease) == epoch;
        if (!mine && !IsFree(lease))
        {
            Follow(lease!);
            return;
        }
        var written = lease is null
            ? await _leases.CreateAsync(Mine(null, _epochMax + 1), stop)
            : await _leases.ReplaceAsync(Mine(lease, mine ? EpochOf(lease) : _epochMax + 1), stop);
        Lead(written, asked);
    }

    private void Observe(V1Lease? lease)
    {
        var version = lease?.Metadata.ResourceVersion ?? "";
        if (version != _seenVersion)
            (_seenVersion, _seenSince) = (version, _time.GetTimestamp());
        _seenFor = DurationOf(lease);
        _epochMax = Math.Max(_epochMax, EpochOf(lease));
    }

    /// <summary>Nobody holds it, or its holder did not renew it as long as it promised, or this process held it and gave up.</summary>
    private bool IsFree(V1Lease? lease) =>
        lease is null
        || string.IsNullOrEmpty(lease.Spec?.HolderIdentity)
        || lease.Spec.HolderIdentity == _options.Identity
        || _time.GetElapsedTime(_seenSince) >= DurationOf(lease);

    private TimeSpan DurationOf(V1Lease? lease) =>
        TimeSpan.FromSeconds(lease?.Spec?.LeaseDurationSeconds ?? _options.LeaseDuration.TotalSeconds);

    private V1Lease Mine(V1Lease? lease, long epoch)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        var annotations = new Dictionary<string, string>(lease?.Metadata.Annotations ?? new Dictionary<string, string>())
        {
            [AddressAnnotation] = _options.Address,
        };
        return new V1Lease
        {
            ApiVersion = _leases.Kind.ApiVersion,
            Kind = _leases.Kind.Kind,
            Metadata = new V1ObjectMeta
            {
                Name = _key.Name,
                NamespaceProperty = _key.Namespace,
                ResourceVersion = lease?.Metadata.ResourceVersion,
                Labels = lease?.Metadata.Labels,
                Annotations = annotations,
            },
            Spec = new V1LeaseSpec
            {
                HolderIdentity = _options.Identity,
                LeaseDurationSeconds = (int)Math.Ceiling(_options.LeaseDuration.TotalSeconds),
                LeaseTransitions = (int)epoch,
                AcquireTime = lease is not null && EpochOf(lease) == epoch ? lease.Spec.AcquireTime : now,
                RenewTime = now,
            },
        };
    }

    private void Lead(V1Lease lease, long asked)
    {
        lock (_gate)
        {
            Observe(lease);
            _leadsSince = asked;
            Become(new(LeadershipState.Leading, EpochOf(lease), _options.Identity, _options.Address));
            CheckDeadline();
        }
    }

    /// <summary>Ends the lead when it is over, and otherwise comes back when it will be.</summary>
    private void CheckDeadline()
    {
        lock (_gate)
        {
            if (Current.State == LeadershipState.Leading)
                _deadline.Change(_options.RenewDeadline - _time.GetElapsedTime(_leadsSince), Timeout.InfiniteTimeSpan);
        }
    }

    private void Follow(V1Lease lease)
    {
        var address = lease.Metadata.Annotations?.TryGetValue(AddressAnnotation, out var value) == true ? value : "";
        lock (_gate)
            Become(new(LeadershipState.Standby, EpochOf(lease), lease.Spec.HolderIdentity, address));
    }

    private async Task ReleaseAsync()
    {
        var leads = Current.State == LeadershipState.Leading;
        lock (_gate)
            Become(_status with { State = LeadershipState.Stopped, Leader = leads ? "" : _status.Leader, Address = leads ? "" : _status.Address });
        if (!leads)
            return;
        using var late = new CancellationTokenSource(_options.RetryPeriod, _time);
        try
        {
            if (await _leases.FindAsync(_key, late.Token) is not { } lease || lease.Spec.HolderIdentity != _options.Identity)
                return;
            lease.Spec.HolderIdentity = "";
            lease.Metadata.Annotations?.Remove(AddressAnnotation);
            await _leases.ReplaceAsync(lease, late.Token);
        }
        catch (Exception e) when (e is ApiServerException or OperationCanceledException)
        {
            LeadershipLog.NotReleased(_logger, _options.Identity, e.Message);
        }
    }

    /// <summary>The lock is held. A process that stopped stays so.</summary>
    private void Become(LeadershipStatus status)
    {
        if (status == _status || _status.State == LeadershipState.Stopped)
            return;
        if (status.State != _status.State)
            _metrics.LeadershipChanged(status.State.ToString());
        LeadershipLog.Changed(_logger, _options.Identity, status.State, status.Epoch, status.Leader);
        _status = status;
        _waiters.ForEach(waiter => waiter.TrySetResult());
        _waiters.Clear();
    }

    private static long EpochOf(V1Lease? lease) => lease?.Spec?.LeaseTransitions ?? 0;
}
