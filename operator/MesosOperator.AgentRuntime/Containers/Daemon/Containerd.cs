using System.Net.Sockets;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using MesosOperator.AgentRuntime.Containers.Wire;

namespace MesosOperator.AgentRuntime.Containers.Daemon;

/// <summary>
/// A containerd and one namespace in it. Every call ends in time: with its answer or with a <see cref="DaemonException"/>. A
/// containerd that was away is dialled again by the next call.
/// </summary>
internal sealed class Containerd : IDisposable
{
    /// <summary>For what is but written down.</summary>
    public static readonly TimeSpan ShortLimit = TimeSpan.FromSeconds(20);

    /// <summary>For starts and ends of programs, many of them at the same time.</summary>
    public static readonly TimeSpan LongLimit = TimeSpan.FromMinutes(2);

    /// <summary>For layers of images that are unpacked.</summary>
    public static readonly TimeSpan UnpackLimit = TimeSpan.FromMinutes(15);

    private const int LargestAnswer = 64 << 20;

    private readonly string _socket;
    private readonly TimeProvider _time;
    private readonly GrpcChannel _channel;
    private readonly Metadata _headers;

    /// <summary>Nothing is dialled yet.</summary>
    public Containerd(string socket, string @namespace, TimeProvider time)
    {
        (_socket, _time) = (socket, time);
        _headers = new Metadata { { "containerd-namespace", @namespace } };
        _channel = GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions
        {
            HttpHandler = new SocketsHttpHandler { ConnectCallback = DialAsync, EnableMultipleHttp2Connections = true },
            DisposeHttpClient = true,
            MaxReceiveMessageSize = LargestAnswer,
        });
        var calls = _channel.CreateCallInvoker();
        Versions = new Wire.Version.VersionClient(calls);
        Containers = new Wire.Containers.ContainersClient(calls);
        Tasks = new Wire.Tasks.TasksClient(calls);
        Images = new Wire.Images.ImagesClient(calls);
        Content = new Content.ContentClient(calls);
        Snapshots = new Snapshots.SnapshotsClient(calls);
        Diffs = new Diff.DiffClient(calls);
        Leases = new Leases.LeasesClient(calls);
    }

    public Wire.Version.VersionClient Versions { get; }

    public Wire.Containers.ContainersClient Containers { get; }

    public Wire.Tasks.TasksClient Tasks { get; }

    public Wire.Images.ImagesClient Images { get; }

    public Content.ContentClient Content { get; }

    public Snapshots.SnapshotsClient Snapshots { get; }

    public Diff.DiffClient Diffs { get; }

    public Leases.LeasesClient Leases { get; }

    /// <summary>What a call is to carry.</summary>
    /// <param name="limit">How long it may take.</param>
    /// <param name="stop">Gives it up.</param>
    /// <param name="lease">Under which what it makes is kept; null: none.</param>
    public CallOptions For(TimeSpan limit, CancellationToken stop, string? lease = null)
    {
        var headers = _headers;
        if (lease is not null)
            headers = [_headers[0], new("containerd-lease", lease)];
        return new CallOptions(headers, (_time.GetUtcNow() + limit).UtcDateTime, stop);
    }

    /// <summary>Its version, null when it does not answer within a moment.</summary>
    public async Task<string?> VersionAsync(TimeSpan limit, CancellationToken stop)
    {
        try
        {
            return (await AskAsync(Versions.VersionAsync(new Empty(), For(limit, stop)))).Version;
        }
        catch (DaemonException)
        {
            return null;
        }
    }

    /// <summary>Waits for an answer.</summary>
    /// <exception cref="DaemonException">There is none, or it is a refusal.</exception>
    /// <exception cref="OperationCanceledException">The call was given up.</exception>
    public async Task<TAnswer> AskAsync<TAnswer>(AsyncUnaryCall<TAnswer> call)
    {
        try
        {
            return await call;
        }
        catch (RpcException fault)
        {
            throw Translate(fault);
        }
    }

    /// <summary>As <see cref="AskAsync"/>, but null where what was named is not there.</summary>
    public async Task<TAnswer?> FindAsync<TAnswer>(AsyncUnaryCall<TAnswer> call)
        where TAnswer : class
    {
        try
        {
            return await AskAsync(call);
        }
        catch (DaemonException fault) when (fault.Fault == DaemonFault.NotFound)
        {
            return null;
        }
    }

    /// <summary>What containerd's refusal means here.</summary>
    public Exception Translate(RpcException fault) => fault.StatusCode switch
    {
        StatusCode.Cancelled => new OperationCanceledException("The call was given up", fault),
        StatusCode.Unavailable => new DaemonException(DaemonFault.Unavailable, $"containerd does not answer at {_socket}: {fault.Status.Detail}", fault),
        StatusCode.DeadlineExceeded => new DaemonException(DaemonFault.Unavailable, $"containerd does not answer at {_socket}: it has taken too long", fault),
        StatusCode.NotFound => new DaemonException(DaemonFault.NotFound, fault.Status.Detail, fault),
        StatusCode.AlreadyExists => new DaemonException(DaemonFault.AlreadyExists, fault.Status.Detail, fault),
        _ => new DaemonException(DaemonFault.Failed, fault.Status.Detail, fault),
    };

    public void Dispose() => _channel.Dispose();

    private async ValueTask<Stream> DialAsync(SocketsHttpConnectionContext context, CancellationToken stop)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(_socket), stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
