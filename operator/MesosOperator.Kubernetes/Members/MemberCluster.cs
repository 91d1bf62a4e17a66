using MesosOperator.Core.Identity;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Members.Connections;
using MesosOperator.Kubernetes.Telemetry;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Kubernetes.Members;

/// <summary>
/// Keeps a cluster in the pool: reaches it, holds a session for as long as it answers, and begins anew when it was away.
/// One of these never waits for another.
/// </summary>
internal sealed partial class MemberCluster
{
    /// <summary>A server that wanted fewer requests counts as doing so for a while after.</summary>
    private static readonly TimeSpan ThrottledFor = TimeSpan.FromSeconds(30);

    private readonly MemberSettings _settings;
    private readonly MemberRegister _register;
    private readonly MemberParts _parts;
    private readonly ILogger _log;
    private readonly MemberTraffic _traffic;
    private readonly MemberPulse _pulse;
    private volatile MemberAccess _access;
    private volatile TaskCompletionSource _wake = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile MemberSession? _session;
    private volatile MemberState _state = new();
    private volatile MemberProblem? _rotation;
    private volatile MemberProblem? _rights;
    private volatile string? _yieldsTo;
    private (string Fingerprint, DateTimeOffset At) _tried = ("", DateTimeOffset.MinValue);

    public MemberCluster(MemberSettings settings, MemberAccess access, MemberRegister register, MemberParts parts)
    {
        (_settings, _access, _register, _parts, _log) = (settings, access, register, parts, parts.Logs.CreateLogger<MemberCluster>());
        _traffic = new(settings.Name, settings.Spec.RequestLimits, parts.Time, parts.Metrics.Members);
        _pulse = new(parts.Time);
    }

    /// <summary>Told when something about it has changed.</summary>
    public event Action Changed = () => { };

    /// <summary>How it is doing now.</summary>
    public MemberState State
    {
        get
        {
            var state = _state with { Latency = _pulse.Latency };
            return _session is not { } session ? state : session.Describe(state) with { Trouble = state.Problem is null ? TroubleOf(session) : null };
        }
    }

    /// <summary>The agents that its nodes are.</summary>
    public IReadOnlyList<AgentId> Agents => _session?.Agents ?? [];

    /// <summary>Works until it is stopped; then its agents have lost their links.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        _parts.Metrics.Members.Follow(_settings.Name, Figures);
        var failures = 0;
        try
        {
            while (true)
            {
                failures = await RunSafelyAsync(stop) ? 1 : failures + 1;
                await RestAsync(_parts.Backoff.After(failures), stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // That is how it ends.
        }
        finally
        {
            _register.Leave(_settings.Name);
            _parts.Metrics.Members.Forget(_settings.Name);
        }
    }

    /// <summary>Nothing is placed on its nodes any more; what runs there goes on.</summary>
    public void Close(DateTimeOffset departure) => _session?.CloseNodes(departure);

    /// <summary>
    /// From now on it is reached in another way, if that leads to the same cluster; where it does not, or does not work, the
    /// present way stays in use for as long as it works.
    /// </summary>
    public void Renew(MemberAccess access)
    {
        if (_access.Fingerprint == access.Fingerprint)
            return;
        _access = access;
        Wake();
    }

    /// <summary>A fault of our own ends a connection, and not the cluster's being a member.</summary>
    private async Task<bool> RunSafelyAsync(CancellationToken stop)
    {
        try
        {
            return await RunOnceAsync(stop);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            MemberLog.Broken(_log, fault, _settings.Name);
            Fail(new(MemberFailure.Unreachable, $"A fault of the operator: {fault.Message}"));
            return false;
        }
    }

    /// <summary>One connection from its beginning to its end. Returns whether all was known of the cluster in it.</summary>
    private async Task<bool> RunOnceAsync(CancellationToken stop)
    {
        _wake = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _yieldsTo = null;
        var access = _access;
        try
        {
            using var connection = await access.OpenAsync(_traffic, stop);
            if (await JoinAsync(connection, stop) is { } problem)
            {
                Fail(problem);
                return false;
            }

            return await HoldAsync(connection, access, stop);
        }
        catch (MemberProblemException problem)
        {
            Fail(problem.Problem);
            return false;
        }
    }

    private async Task<bool> HoldAsync(MemberConnection connection, MemberAccess access, CancellationToken stop)
    {
        using var away = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var session = new MemberSession(_settings, connection.Server, _parts);
        session.Changed += () => Changed();
        _session = session;
        Lack(session, _rights);
        var running = session.RunAsync(away.Token);
        try
        {
            Fail(await ListenAsync(connection, access, session, stop));
            return session.Synced.IsCompleted;
        }
        finally
        {
            away.Cancel();
            await running;
            _state = _state with { FreshAt = session.Describe(_state).FreshAt };
            _session = null;
            (_rotation, _rights) = (null, null);
            Changed();
        }
    }

    /// <summary>Whether it is who it should be and allows what is needed.</summary>
    private async Task<MemberProblem?> JoinAsync(MemberConnection connection, CancellationToken stop)
    {
        try
        {
            var identity = await MemberIdentity.ReadAsync(connection.Server, stop);
            if (_register.Join(new(_settings.Name, _settings.CreatedAt, () => _session is { } session && session.IsIdle, Yield), identity.Uid) is { } other)
                return DuplicateOf(other);
            var missing = await MemberRights.MissingAsync(connection.Server, _settings.Spec, stop);
            if (missing.ToFollow is { } blind)
                return blind;
            _rights = missing.ToRun;
            _pulse.Heard(null);
            _state = new MemberState { Problem = null, Identity = identity, IsUnverified = connection.Credentials.IsUnverified, Unseen = missing.ToLook };
            MemberLog.Reached(_log, _settings.Name, identity.Version);
            Changed();
            return null;
        }
        catch (ApiServerException problem)
        {
            return await MissingAsync(connection, problem, stop) ?? connection.ProblemOf(problem);
        }
    }

    /// <summary>Returns why it is no member any more.</summary>
    private async Task<MemberProblem> ListenAsync(MemberConnection connection, MemberAccess access, MemberSession session, CancellationToken stop)
    {
        var inspectAt = _parts.Time.GetUtcNow();
        while (true)
        {
            await RestAsync(MemberPulse.Every, stop);
            if (_yieldsTo is { } older)
                return DuplicateOf(older);
            if (_traffic.Pause > TimeSpan.Zero)
                continue;
            if (access.Fingerprint != _access.Fingerprint)
                access = await RotateAsync(connection, access, stop);
            else
                _rotation = null;
            if (await BeatAsync(connection, stop) is { } away)
                return away;
            var now = _parts.Time.GetUtcNow();
            if (!_traffic.TakeForbidden() && now < inspectAt)
                continue;
            if (await InspectAsync(connection, session, stop) is { } blind)
                return blind;
            inspectAt = now + (_rights is null ? InspectEvery : InspectSoon);
        }
    }

    /// <summary>Asks for a sign of life; returns what is wrong when there was none for long.</summary>
    private async Task<MemberProblem?> BeatAsync(MemberConnection connection, CancellationToken stop)
    {
        var asked = _parts.Time.GetTimestamp();
        var before = _pulse.Trouble?.Failure;
        try
        {
            await MemberIdentity.PingAsync(connection.Server, stop);
            _pulse.Heard(_parts.Time.GetElapsedTime(asked));
        }
        catch (ApiServerException problem) when (problem.Failure == ApiFailure.Throttled)
        {
            _pulse.Heard(null); // That is an answer.
        }
        catch (ApiServerException problem)
        {
            _pulse.Missed();
            if (problem.Failure == ApiFailure.Denied || _pulse.IsAway)
                return connection.ProblemOf(problem);
            MemberLog.Silent(_log, _settings.Name, problem.Message);
        }

        if (_pulse.Trouble?.Failure != before)
            Changed();
        return null;
    }

    private void Fail(MemberProblem problem)
    {
        if (_state.Problem?.Failure != problem.Failure)
            MemberLog.Lost(_log, _settings.Name, problem.Failure, problem.Message);
        _state = _state with { Problem = problem };
        Changed();
    }

    private MemberProblem? TroubleOf(MemberSession session) =>
        _rotation ?? _rights ?? session.Trouble
        ?? (_traffic.ThrottledAt is { } at && _parts.Time.GetUtcNow() - at < ThrottledFor
            ? new(MemberFailure.Throttled, "It asks for fewer requests; nothing is asked for as long as it says")
            : _pulse.Trouble);

    private MemberFigures Figures()
    {
        var state = State;
        var age = state.FreshAt is not { } fresh ? -1 : state.StaleBecause is null && state.Problem is null ? 0 : (_parts.Time.GetUtcNow() - fresh).TotalSeconds;
        return new(state.Problem is null, age, state.Queued);
    }

    private static MemberProblem DuplicateOf(string other) => new(MemberFailure.Duplicate, $"Cluster {other} is the same cluster");

    private void Yield(string other)
    {
        _yieldsTo = other;
        Wake();
    }

    private void Wake() => _wake.TrySetResult();

    /// <summary>Waits, unless there is something to do.</summary>
    private async Task RestAsync(TimeSpan wait, CancellationToken stop)
    {
        using var rest = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var woken = _wake.Task;
        await Task.WhenAny(Task.Delay(wait, _parts.Time, rest.Token), woken);
        rest.Cancel();
        stop.ThrowIfCancellationRequested();
        if (woken.IsCompleted)
            _wake = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
