using System.Net;
using System.Net.Sockets;

namespace MesosOperator.TestKit.Kubernetes.Servers;

/// <summary>
/// Stands before a server, on its address and a port of its own, and passes bytes on as badly as it is told to. What it
/// passes it does not understand.
/// </summary>
public sealed class FaultyProxy : IAsyncDisposable
{
    private readonly IPEndPoint _target;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly List<Socket> _open = [];
    private readonly Task _accepting;
    private readonly Socket _listener;
    private volatile TaskCompletionSource _flows = Flowing();
    private volatile bool _refuses;

    private FaultyProxy(IPEndPoint target)
    {
        _target = target;
        _listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        _listener.Bind(new IPEndPoint(target.Address, 0));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    /// <summary>How late each piece of bytes comes, in either direction.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>Where it listens.</summary>
    public Uri Address => new($"https://{_listener.LocalEndPoint}");

    /// <summary>Stands before a server, and passes everything on.</summary>
    public static FaultyProxy Before(Uri server) => new(new IPEndPoint(IPAddress.Parse(server.Host), server.Port));

    /// <summary>Connections stay and are taken, and no byte comes through.</summary>
    public void Swallow()
    {
        if (_flows.Task.IsCompleted)
            _flows = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Connections break, and new ones do at once.</summary>
    public void Refuse()
    {
        _refuses = true;
        lock (_gate)
        {
            _open.ForEach(Break);
            _open.Clear();
        }
    }

    /// <summary>Passes on again. What was held back comes now.</summary>
    public void Pass()
    {
        _refuses = false;
        _flows.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        _stop.Cancel();
        _listener.Dispose();
        Refuse();
        await _accepting;
    }

    private static TaskCompletionSource Flowing()
    {
        var flowing = new TaskCompletionSource();
        flowing.SetResult();
        return flowing;
    }

    private static void Break(Socket socket)
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
            try
            {
                var client = await _listener.AcceptAsync(_stop.Token);
                if (_refuses)
                    Break(client);
                else
                    _ = ServeAsync(client);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                return;
            }
    }

    private async Task ServeAsync(Socket client)
    {
        var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        lock (_gate)
            _open.AddRange([client, server]);
        try
        {
            await server.ConnectAsync(_target, _stop.Token);
            await Task.WhenAny(CopyAsync(client, server), CopyAsync(server, client));
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The connection is over, which the other side is told by its end.
        }

        lock (_gate)
            foreach (var socket in (Socket[])[client, server])
            {
                _open.Remove(socket);
                socket.Dispose();
            }
    }

    private async Task CopyAsync(Socket from, Socket to)
    {
        try
        {
            var buffer = new byte[64 * 1024];
            while (await from.ReceiveAsync(buffer, _stop.Token) is > 0 and var count)
            {
                await _flows.Task.WaitAsync(_stop.Token);
                if (Latency > TimeSpan.Zero)
                    await Task.Delay(Latency, TimeProvider.System, _stop.Token);
                for (var sent = 0; sent < count;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), _stop.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The connection is over.
        }
    }
}
