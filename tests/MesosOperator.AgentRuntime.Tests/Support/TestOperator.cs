using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using Grpc.Core;
using MesosOperator.Protocol.AgentLink;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using AgentLinkBase = MesosOperator.Protocol.AgentLink.AgentLink.AgentLinkBase;

namespace MesosOperator.AgentRuntime.Tests.Support;

/// <summary>An operator's side of the link on the loopback, which says what a test tells it to say.</summary>
internal sealed class TestOperator : AgentLinkBase, IAsyncDisposable
{
    private readonly Channel<TestCall> _calls = Channel.CreateUnbounded<TestCall>();
    private readonly ConcurrentBag<TestCall> _everyCall = [];
    private volatile bool _isOver;
    private WebApplication? _server;

    public string Address { get; private set; } = "";

    public static async Task<TestOperator> StartAsync(int port = 0, X509Certificate2? certificate = null)
    {
        var link = new TestOperator();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc(options => options.MaxReceiveMessageSize = null);
        builder.Services.AddSingleton(link);
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, port, listen =>
            {
                listen.Protocols = HttpProtocols.Http2;
                if (certificate is not null)
                    listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(Protected(certificate)) });
            }));
        link._server = builder.Build();
        link._server.MapGrpcService<TestOperator>();
        await link._server.StartAsync(TestContext.Current.CancellationToken);
        link.Address = link._server.Urls.Single();
        return link;
    }

    public override async Task Connect(
        IAsyncStreamReader<AgentMessage> requestStream, IServerStreamWriter<OperatorMessage> responseStream, ServerCallContext context)
    {
        var call = new TestCall(requestStream, responseStream, context.CancellationToken);
        _everyCall.Add(call);
        if (_isOver)
            return;
        await _calls.Writer.WriteAsync(call);
        await call.Over;
        if (call.Problem is { } problem)
            throw problem;
    }

    /// <summary>Whether an agent has dialled and was not accepted yet.</summary>
    public bool HasCalls => _calls.Reader.Count > 0;

    /// <summary>The next connection of an agent.</summary>
    public async Task<TestCall> AcceptAsync() => await _calls.Reader.ReadAsync(Patience.Token());

    private static SslServerAuthenticationOptions Protected(X509Certificate2 certificate) =>
        new() { ServerCertificate = certificate, ApplicationProtocols = [SslApplicationProtocol.Http2] };

    /// <summary>Ends every call, and from now on each that comes.</summary>
    public void EndCalls()
    {
        _isOver = true;
        foreach (var call in _everyCall)
            call.End();
    }

    public async ValueTask DisposeAsync()
    {
        EndCalls();
        await _server!.StopAsync(new CancellationToken(canceled: true));
        await _server.DisposeAsync();
    }
}
