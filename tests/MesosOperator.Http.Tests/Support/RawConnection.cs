using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MesosOperator.Http.Tests.Support;

/// <summary>A connection on which every byte counts: what goes out and comes in is exactly what the test says and sees.</summary>
public sealed class RawConnection : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private readonly MemoryStream _unread = new();

    private RawConnection(Socket socket)
    {
        _socket = socket;
        _stream = new(socket, ownsSocket: true);
    }

    public static async Task<RawConnection> OpenAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), TestContext.Current.CancellationToken);
        return new(socket);
    }

    /// <summary>Sends text as it stands; lines must end in CR LF where HTTP wants them to.</summary>
    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes) => await _stream.WriteAsync(bytes, TestContext.Current.CancellationToken);

    /// <summary>Status line and headers, each line as it stands.</summary>
    public async Task<ResponseHead> ReadHeadAsync()
    {
        var lines = new List<string>();
        while (await ReadLineAsync() is { Length: > 0 } line)
            lines.Add(line);
        return new(lines);
    }

    /// <summary>One chunk of a chunked body; empty at its end.</summary>
    public async Task<byte[]> ReadChunkAsync()
    {
        var size = int.Parse(await ReadLineAsync(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var chunk = await ReadBytesAsync(size);
        Assert.Equal("", await ReadLineAsync());
        return chunk;
    }

    public async Task<string> ReadTextChunkAsync() => Encoding.UTF8.GetString(await ReadChunkAsync());

    public async Task<byte[]> ReadBytesAsync(int count)
    {
        var bytes = new byte[count];
        for (var read = 0; read < count; read += _unread.Read(bytes, read, count - read))
            if (_unread.Position == _unread.Length && !await FillAsync())
                throw new EndOfStreamException($"ended after {read} of {count} bytes");
        return bytes;
    }

    /// <summary>Reads until the other side closes, which it must do.</summary>
    public async Task<string> ReadToEndAsync()
    {
        var text = new List<byte>();
        while (await ReadByteAsync() is { } next)
            text.Add(next);
        return Encoding.UTF8.GetString([.. text]);
    }

    /// <summary>Whether something has arrived that was not read.</summary>
    public bool HasUnread => _unread.Position < _unread.Length || _socket.Available > 0;

    /// <summary>Closes with a reset, as a process that dies does.</summary>
    public void Reset() => _socket.Close(0);

    public async ValueTask DisposeAsync() => await _stream.DisposeAsync();

    private async Task<string> ReadLineAsync()
    {
        var line = new StringBuilder();
        while (true)
        {
            switch (await ReadByteAsync())
            {
                case null:
                    throw new EndOfStreamException($"ended within a line: '{line}'");
                case (byte)'\n':
                    Assert.Equal('\r', line[^1]);
                    return line.ToString(0, line.Length - 1);
                case { } other:
                    line.Append((char)other);
                    break;
            }
        }
    }

    private async ValueTask<byte?> ReadByteAsync()
    {
        if (_unread.Position == _unread.Length && !await FillAsync())
            return null;
        return (byte)_unread.ReadByte();
    }

    private async Task<bool> FillAsync()
    {
        var buffer = new byte[64 * 1024];
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        var count = await _stream.ReadAsync(buffer, patience.Token);
        _unread.SetLength(0);
        _unread.Write(buffer, 0, count);
        _unread.Position = 0;
        return count > 0;
    }
}
