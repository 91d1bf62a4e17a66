using System.Collections.Concurrent;
using MesosOperator.Core.Identity;
using MesosOperator.Http.Links;

namespace MesosOperator.Http.Tunnels;

/// <summary>Makes requests of agents through tunnels, and keeps those for a while that are open.</summary>
internal sealed class AgentClient : IDisposable
{
    /// <summary>Requests at the same time.</summary>
    public const int MostOfOneAgent = 32;

    public const int MostTogether = 512;

    private static readonly HttpRequestOptionsKey<AgentId> Agent = new("agent");
    private static readonly TimeSpan Idleness = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<AgentId, int> _underway = new();
    private readonly HttpMessageInvoker _invoker;
    private int _together;

    public AgentClient(AgentTunnels tunnels) => _invoker = new HttpMessageInvoker(new SocketsHttpHandler
    {
        ConnectCallback = async (context, stop) =>
            await tunnels.OpenAsync(context.InitialRequestMessage.Options.TryGetValue(Agent, out var agent) ? agent : throw new IOException("No agent is named"), stop),
        PooledConnectionIdleTimeout = Idleness,
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
    });

    /// <summary>The answer, of which the head has come.</summary>
    /// <exception cref="HttpRequestException">The agent cannot be reached, or does not speak HTTP.</exception>
    public Task<HttpResponseMessage> SendAsync(AgentId agent, HttpRequestMessage request, CancellationToken stop)
    {
        request.Options.Set(Agent, agent);
        return _invoker.SendAsync(request, stop);
    }

    /// <summary>A place for one request, to be given back; null when there are too many.</summary>
    public IDisposable? TryEnter(AgentId agent)
    {
        if (Interlocked.Increment(ref _together) > MostTogether)
        {
            Interlocked.Decrement(ref _together);
            return null;
        }

        if (_underway.AddOrUpdate(agent, 1, (_, count) => count + 1) <= MostOfOneAgent)
            return new Place(this, agent);
        Leave(agent);
        return null;
    }

    public void Dispose() => _invoker.Dispose();

    private void Leave(AgentId agent)
    {
        Interlocked.Decrement(ref _together);
        if (_underway.AddOrUpdate(agent, 0, (_, count) => count - 1) == 0)
            _underway.TryRemove(KeyValuePair.Create(agent, 0));
    }

    private sealed class Place(AgentClient client, AgentId agent) : IDisposable
    {
        private int _isLeft;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isLeft, 1) == 0)
                client.Leave(agent);
        }
    }
}
