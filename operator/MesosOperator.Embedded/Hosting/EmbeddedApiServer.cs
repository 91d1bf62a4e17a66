using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MesosOperator.Embedded.Objects;
using MesosOperator.Embedded.Reading;
using MesosOperator.Embedded.Serving;
using MesosOperator.Embedded.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Embedded.Hosting;

/// <summary>
/// A part of the Kubernetes API on this host alone, for an operator without a cluster: our kinds and the few others that
/// the operator and kubectl need, kept in one SQLite file. One administrator may do everything, by a token over TLS.
/// </summary>
public sealed class EmbeddedApiServer : IAsyncDisposable
{
    private const int StreamsPerConnectionMax = 1_000;

    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan HousekeepingPeriod = TimeSpan.FromMinutes(5);

    private readonly WebApplication _server;
    private readonly ObjectStore _store;
    private readonly ITimer _keeping;
    private readonly X509Certificate2 _certificate;
    private int _disposed;

    private EmbeddedApiServer(WebApplication server, ObjectStore store, ITimer keeping, X509Certificate2 certificate, WorkFolder folder)
    {
        (_server, _store, _keeping, _certificate) = (server, store, keeping, certificate);
        KubeconfigPath = folder.Kubeconfig;
        Address = AddressOf(server);
    }

    /// <summary>Where it listens, such as <c>https://127.0.0.1:5443/</c>.</summary>
    public Uri Address { get; }

    /// <summary>The file by which kubectl and the operator reach it as the administrator.</summary>
    public string KubeconfigPath { get; }

    /// <summary>
    /// Starts it; it serves when this returns. Fails with <see cref="EmbeddedApiServerException"/> on options that are
    /// wrong, a database that is in use, damaged or newer, or a port that is taken.
    /// </summary>
    public static async Task<EmbeddedApiServer> StartAsync(
        EmbeddedApiServerOptions options, TimeProvider time, Func<Guid> newUid, ILoggerFactory logging, CancellationToken stop)
    {
        if (EmbeddedApiServerOptionsValidator.Problems(options) is { IsEmpty: false } problems)
            throw new EmbeddedApiServerException(string.Join("; ", problems));
        var folder = new WorkFolder(options.Folder);
        var store = Open(folder, options);
        try
        {
            var remover = new ObjectRemover(time);
            var writer = new ObjectWriter(store, remover, time, newUid);
            new FirstObjects(store, writer, time, newUid).Make();
            var admin = new AdminToken(folder.ReadOrMakeToken());
            var certificate = ServerCertificate.ReadOrMake(folder.Certificate, time.GetUtcNow());
            var server = Build(options, certificate, logging);
            var reader = new ObjectReader(store);
            var watch = new WatchEndpoint(
                new ObjectWatcher(store, reader, time), time, options.WatchesMax, server.Lifetime.ApplicationStopping);
            var objects = new ObjectEndpoint(store, reader, writer, remover, watch, new ScaleEndpoint(reader, writer), time);
            server.Run(new ApiHandler(admin, objects, new Reviews(admin), logging.CreateLogger<ApiHandler>()).HandleAsync);
            await ListenAsync(server, options.Port, stop);
            folder.WriteKubeconfig(AddressOf(server), certificate, admin.Text);
            var housekeeping = new Housekeeping(store, remover, time, options.EventLifetime);
            return new(server, store, Keep(housekeeping, time, logging), certificate, folder);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Forgets all history up to now, as it happens by itself after many changes.</summary>
    internal void Compact() => _store.Compact(_store.Revision);

    /// <summary>Ends watches, lets requests end, and closes the database.</summary>
    public async Task StopAsync(CancellationToken stop)
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await _keeping.DisposeAsync();
        await _server.StopAsync(stop);
        await _server.DisposeAsync();
        _store.Dispose();
        _certificate.Dispose();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    private static ObjectStore Open(WorkFolder folder, EmbeddedApiServerOptions options)
    {
        try
        {
            folder.Make();
            return ObjectStore.Open(new(folder.Database) { HistoryMax = options.HistoryMax });
        }
        catch (Exception e) when (e is StoreException or IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedApiServerException(e.Message, e);
        }
    }

    private static WebApplication Build(EmbeddedApiServerOptions options, X509Certificate2 certificate, ILoggerFactory logging)
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = "mesos-operator" });
        builder.Services.AddSingleton(logging);
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopLimit);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = ApiHandler.BodyBytesMax;
            kestrel.Limits.Http2.MaxStreamsPerConnection = StreamsPerConnectionMax;
            kestrel.Listen(IPAddress.Loopback, options.Port, listen =>
            {
                listen.Protocols = HttpProtocols.Http1AndHttp2;
                listen.UseHttps(certificate);
            });
        });
        return builder.Build();
    }

    private static async Task ListenAsync(WebApplication server, int port, CancellationToken stop)
    {
        try
        {
            await server.StartAsync(stop);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            await server.DisposeAsync();
            throw new EmbeddedApiServerException($"the embedded API server cannot listen on port {port} of loopback: {e.Message}", e);
        }
    }

    private static ITimer Keep(Housekeeping housekeeping, TimeProvider time, ILoggerFactory logging)
    {
        var logger = logging.CreateLogger<EmbeddedApiServer>();
        return time.CreateTimer(_ => Run(), null, HousekeepingPeriod, HousekeepingPeriod);

        void Run()
        {
            try
            {
                housekeeping.Run();
            }
            catch (Exception e)
            {
                HostingLog.HousekeepingFailed(logger, e);
            }
        }
    }

    private static Uri AddressOf(WebApplication server) =>
        new(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
}
