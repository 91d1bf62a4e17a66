using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;
using MesosOperator.Runtime.Nodes;

namespace MesosOperator.Http.Tests.Nodes;

/// <summary>A program that says what the test says.</summary>
public sealed class FakeProgram : INodeProgram
{
    private readonly Channel<(string Text, NodeStream Stream)> _said = Channel.CreateUnbounded<(string, NodeStream)>();
    private readonly TaskCompletionSource<int?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<int?> Ended => _ended.Task;

    public Task Disposed => _disposed.Task;

    /// <summary>What it was told, in order.</summary>
    public ConcurrentQueue<string> Heard { get; } = new();

    public bool CanCloseInput { get; set; } = true;

    public void Say(string text, NodeStream stream = NodeStream.Output) => _said.Writer.TryWrite((text, stream));

    public void End(int status)
    {
        _ended.TrySetResult(status);
        _said.Writer.TryComplete();
    }

    public async ValueTask<NodeOutput?> ReadAsync(Memory<byte> buffer, CancellationToken stop)
    {
        if (!await _said.Reader.WaitToReadAsync(stop) || !_said.Reader.TryRead(out var said))
            return null;
        return new NodeOutput(Encoding.UTF8.GetBytes(said.Text, buffer.Span), said.Stream);
    }

    public ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> data, CancellationToken stop)
    {
        Heard.Enqueue(Encoding.UTF8.GetString(data.Span));
        return ValueTask.FromResult(true);
    }

    public ValueTask<bool> CloseInputAsync(CancellationToken stop)
    {
        Heard.Enqueue("end");
        return ValueTask.FromResult(CanCloseInput);
    }

    public ValueTask ResizeAsync(uint rows, uint columns, CancellationToken stop)
    {
        Heard.Enqueue($"{rows}x{columns}");
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _disposed.TrySetResult();
        _ended.TrySetResult(null);
        return ValueTask.CompletedTask;
    }
}
