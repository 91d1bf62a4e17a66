using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using k8s;
using k8s.Models;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Runtime.Nodes;

namespace MesosOperator.Kubernetes.Members.Windows;

/// <summary>
/// A program in a container, at the other end of a socket. The first byte of each message tells its channel; nothing is kept
/// here, so what the caller does not read waits in the cluster.
/// </summary>
internal sealed class PodProgram(WebSocket socket) : INodeProgram
{
    private const byte Input = 0;
    private const byte Output = 1;
    private const byte Errors = 2;
    private const byte Verdict = 3;
    private const byte Size = 4;
    private const byte Close = 255;

    /// <summary>How it ended is a few hundred bytes.</summary>
    private const int VerdictMax = 64 * 1024;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly MemoryStream _verdict = new();
    private readonly TaskCompletionSource<int?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte? _channel;

    public Task<int?> Ended => _ended.Task;

    public async ValueTask<NodeOutput?> ReadAsync(Memory<byte> buffer, CancellationToken stop)
    {
        try
        {
            while (await socket.ReceiveAsync(buffer, stop) is { MessageType: not WebSocketMessageType.Close } piece)
            {
                var said = buffer[..piece.Count];
                var skip = 0;
                if (_channel is null && piece.Count > 0)
                    (_channel, skip) = (said.Span[0], 1);
                var channel = _channel;
                if (piece.EndOfMessage)
                    _channel = null;
                if (channel is Output or Errors && piece.Count > skip)
                {
                    said[skip..].CopyTo(buffer);
                    return new(piece.Count - skip, channel == Errors ? NodeStream.Errors : NodeStream.Output);
                }

                if (channel == Verdict && _verdict.Length + piece.Count < VerdictMax)
                    _verdict.Write(said.Span[skip..]);
            }
        }
        catch (WebSocketException)
        {
            // The connection has ended; what is known of its end stands below.
        }

        _ended.TrySetResult(StatusIn(_verdict.ToArray()));
        return null;
    }

    public ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> data, CancellationToken stop) => SendAsync(Input, data, stop);

    public async ValueTask<bool> CloseInputAsync(CancellationToken stop) =>
        Ended.IsCompleted || (socket.SubProtocol == ExecSocket.Closing && await SendAsync(Close, new[] { Input }, stop));

    public async ValueTask ResizeAsync(uint rows, uint columns, CancellationToken stop) =>
        await SendAsync(Size, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"Width":{{columns}},"Height":{{rows}}}""")), stop);

    public ValueTask DisposeAsync()
    {
        _ended.TrySetResult(null);
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The exit status in the words of the cluster; null where there is none.</summary>
    internal static int? StatusIn(byte[] verdict)
    {
        try
        {
            var status = verdict.Length == 0 ? null : KubernetesJson.Deserialize<V1Status>(Encoding.UTF8.GetString(verdict));
            return status?.Status == "Success" ? 0
                : status?.Details?.Causes?.FirstOrDefault(cause => cause.Reason == "ExitCode") is { } cause
                    && int.TryParse(cause.Message, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async ValueTask<bool> SendAsync(byte channel, ReadOnlyMemory<byte> data, CancellationToken stop)
    {
        var message = new byte[data.Length + 1];
        message[0] = channel;
        data.CopyTo(message.AsMemory(1));
        await _turn.WaitAsync(stop);
        try
        {
            await socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, stop);
            return true;
        }
        catch (Exception lost) when (lost is WebSocketException or InvalidOperationException)
        {
            return false; // it has ended
        }
        finally
        {
            _turn.Release();
        }
    }
}
