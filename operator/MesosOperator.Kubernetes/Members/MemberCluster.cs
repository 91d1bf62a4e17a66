using k8s;
using MesosOperator.Core.Identity;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Members.Connections;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Kubernetes.Members;

/// <summary>
/// Keeps a cluster in the pool: reaches it, holds a session for as long as it answers, and begins anew when it was away.
/// One of these never waits for another.
/// </summary>
internal sealed class MemberCluster
{
    private static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(5);

    /// <summary>A cluster that does not answer for so long is away: its agents lose their links.</summary>
    private static readonly TimeSpan AwayAfter = TimeSpan.FromSeconds(15);

    private readonly MemberSettings _settings;
    private readonly Func<MemberConnection> _connect;
    private readonly MemberRegister _register;
    private readonly MemberParts _parts;
    private readonly ILogger _log;
    private volatile MemberSession? _session;
    private volatile MemberState _state = new();

    public MemberCluster(MemberSettings settings, Func<MemberConnection> connect, MemberRegister register, MemberParts parts)
    {
        (_settings, _connect, _register, _parts, _log) = (settings, connect, register, parts, parts.Logs.CreateLogger<MemberCluster>());
    }

    /// <summary>Told when something about it has changed.</summary>
    public event Action Changed = () => { };

    /// <summary>How it is doing now.</summary>
    public MemberState State => _session?.Describe(_state) ?? _state;

    /// <summary>The agents that its nodes are.</summary>
    public IReadOnlyList<AgentId> Agents => _session?.Agents ?? [];

    /// <summary>Works until it is stopped; then its agents have lost their links.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var failures = 0;
        try
        {
            while (true)
            {
                await RunOnceAsync(stop);
                failures = _state.IsSynced ? 1 : failures + 1;
                await Task.Delay(_parts.Backoff.After(failures), _parts.Time, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // That is how it ends.
        }
        finally
        {
            _register.Leave(_settings.Name);
        }
    }

    /// <summary>Nothing is placed on its nodes any more; what runs there goes on.</summary>
    public void Close() => _session?.CloseNodes();

    private async Task RunOnceAsync(CancellationToken stop)
    {
        using var connection = _connect();
        try
        {
            if (await JoinAsync(connection.Server, stop) is { } problem)
            {
                Fail(problem);
                return;
            }
        }
        catch (ApiServerException problem)
        {
            Fail(MemberProblem.Of(problem));
            return;
        }

        using var away = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var session = new MemberSession(_settings, connection.Server, _parts);
        session.Changed += () => Changed();
        _session = session;
        var running = session.RunAsync(away.Token);
        try
        {
            await ListenAsync(connection.Server, session, stop);
        }
        finally
        {
            away.Cancel();
            await running;
            _session = null;
            Changed();
        }
    }

    /// <summary>Whether it is who it should be and allows what is needed.</summary>
    private async Task<MemberProblem?> JoinAsync(ApiServer server, CancellationToken stop)
    {
        var identity = await MemberIdentity.ReadAsync(server, stop);
        if (_register.Join(_settings.Name, identity.Uid) is { } other)
            return new(MemberFailure.Duplicate, $"Cluster {other} is the same cluster");
        if (await MemberRights.MissingAsync(server, _settings.Spec.Tasks.Namespace, stop) is { IsEmpty: false } missing)
            return new(MemberFailure.Forbidden, $"The operator may not {string.Join(", ", missing)}");
        var unseen = await MemberRights.MissingToLookAsync(server, _settings.Spec.Tasks.Namespace, stop);
        _state = new MemberState { Problem = null, Identity = identity, HeardAt = _parts.Time.GetUtcNow(), Unseen = unseen };
        MemberLog.Reached(_log, _settings.Name, identity.Version);
        Changed();
        return null;
    }

    /// <summary>Returns when it does not answer any more.</summary>
    private async Task ListenAsync(ApiServer server, MemberSession session, CancellationToken stop)
    {
        while (true)
        {
            await Task.Delay(HeartbeatEvery, _parts.Time, stop);
            var asked = _parts.Time.GetTimestamp();
            try
            {
                await MemberIdentity.VersionAsync(server, stop);
                _state = _state with { HeardAt = _parts.Time.GetUtcNow(), Latency = _parts.Time.GetElapsedTime(asked), IsSynced = session.Synced.IsCompleted };
                Changed();
            }
            catch (ApiServerException problem) when (problem.Failure != ApiFailure.Denied && _parts.Time.GetUtcNow() - _state.HeardAt < AwayAfter)
            {
                MemberLog.Silent(_log, _settings.Name, problem.Message);
            }
            catch (ApiServerException problem)
            {
                Fail(MemberProblem.Of(problem));
                return;
            }
        }
    }

    private void Fail(MemberProblem problem)
    {
        if (_state.Problem?.Failure != problem.Failure)
            MemberLog.Lost(_log, _settings.Name, problem.Failure, problem.Message);
        _state = _state with { Problem = problem };
        Changed();
    }
}
