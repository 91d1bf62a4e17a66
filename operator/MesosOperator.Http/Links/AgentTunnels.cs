using System.Collections.Concurrent;
using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using MesosOperator.Core.Identity;
using MesosOperator.Protocol.AgentLink;
using Microsoft.Extensions.Hosting;

namespace MesosOperator.Http.Links;

/// <summary>
/// Ways to what agents serve, though nobody can dial them: the operator asks for one on the agent's link, and the agent dials it,
/// showing the random id by which it was asked.
/// </summary>
internal sealed class AgentTunnels(AgentSessions sessions, IHostApplicationLifetime lifetime, TimeProvider time)
{
    private const int IdBytes = 16;
    private static readonly TimeSpan DialLimit = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<ByteString, TaskCompletionSource<TunnelStream>> _awaited = new();

    /// <summary>A new tunnel to an agent.</summary>
    /// <exception cref="IOException">The agent is not connected, or does not dial.</exception>
    public async Task<Stream> OpenAsync(AgentId agent, CancellationToken stop)
    {
        if (sessions.Find(agent) is not { } session)
            throw new IOException($"Agent {agent} is not connected");
        var id = ByteString.CopyFrom(RandomNumberGenerator.GetBytes(IdBytes));
        var arrival = _awaited[id] = new TaskCompletionSource<TunnelStream>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            if (!session.TryOpenTunnel(id))
                throw new IOException($"Agent {agent} is not connected");
            return await arrival.Task.WaitAsync(DialLimit, time, stop);
        }
        catch (TimeoutException late)
        {
            throw new IOException($"Agent {agent} does not dial", late);
        }
        finally
        {
            // One that arrives at this very moment finds nobody, and is closed.
            if (!_awaited.TryRemove(id, out _) && !arrival.Task.IsCompletedSuccessfully)
                _ = arrival.Task.ContinueWith(tunnel => tunnel.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
        }
    }

    /// <summary>Serves a tunnel that an agent has dialled until either end has had enough.</summary>
    public async Task ServeAsync(IAsyncStreamReader<TunnelPiece> from, IServerStreamWriter<TunnelPiece> to, CancellationToken gone)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(gone, lifetime.ApplicationStopping);
        using var late = new CancellationTokenSource(DialLimit, time);
        using var first = CancellationTokenSource.CreateLinkedTokenSource(over.Token, late.Token);
        if (!await from.MoveNext(first.Token) || !_awaited.TryRemove(from.Current.Id, out var arrival))
            throw LinkProblem.Of("Nobody has asked for this tunnel");
        await using var tunnel = new TunnelStream(from, to, over.Token);
        arrival.SetResult(tunnel);
        await Task.WhenAny(tunnel.Closed, Task.Delay(Timeout.InfiniteTimeSpan, time, over.Token));
    }
}
