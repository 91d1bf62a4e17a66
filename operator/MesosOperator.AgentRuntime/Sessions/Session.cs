using System.Threading.Channels;
using MesosOperator.AgentRuntime.Processes;

namespace MesosOperator.AgentRuntime.Sessions;

/// <summary>A program that runs beside a task, or has run there.</summary>
internal sealed class Session(string id, ProgramStreams streams)
{
    /// <summary>Pieces that may wait for whoever looks on; the program waits then.</summary>
    private const int MostWaiting = 16;

    private const byte EndOfTransmission = 4;

    private readonly Channel<OutputPiece> _output = Channel.CreateBounded<OutputPiece>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.Wait });
    private readonly TaskCompletionSource<ExitStatus?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _telling = new(1);
    private readonly CancellationTokenSource _over = new();
    private Descriptor? _input = streams.Input;
    private ISessionProgram? _program;
    private int _isWatched;

    public string Id => id;

    /// <summary>How it ended; null where nobody knows.</summary>
    public Task<ExitStatus?> Ended => _ended.Task;

    /// <summary>Whether it can be told something.</summary>
    public bool TakesInput => _input is not null;

    /// <summary>What it says until its end, for one at a time to hear.</summary>
    public ChannelReader<OutputPiece> Output => _output.Reader;

    /// <summary>False when somebody hears it already.</summary>
    public bool TryWatch() => streams.Output is not null && Interlocked.Exchange(ref _isWatched, 1) == 0;

    public void Unwatch() => Volatile.Write(ref _isWatched, 0);

    /// <summary>It runs: what it says is heard from now on. Ends when all of that was heard, or nobody shall hear it any more.</summary>
    public Task Begin(ISessionProgram program)
    {
        _program = program;
        var heard = Task.WhenAll(Flow(streams.Output, OutputKind.Output), Flow(streams.Errors, OutputKind.Errors));
        _ = CompleteAsync(heard);
        return heard;
    }

    /// <summary>Signals it, unless it has ended.</summary>
    public void Signal(int signal)
    {
        if (!_ended.Task.IsCompleted)
            _program?.Signal(signal);
    }

    /// <summary>It has ended. What it said last is still heard, if anybody does.</summary>
    public void End(ExitStatus? status) => _ended.TrySetResult(status);

    /// <summary>Nobody shall hear it any more.</summary>
    public void Abandon() => _over.Cancel();

    /// <summary>Tells it something; nothing at all means that this was everything. False when it does not hear any more.</summary>
    public async Task<bool> TellAsync(ReadOnlyMemory<byte> data, CancellationToken stop)
    {
        await _telling.WaitAsync(stop);
        try
        {
            if (_input is not { } input || _ended.Task.IsCompleted)
                return false;
            if (!data.IsEmpty || streams.IsTerminal)
                return await DescriptorFlow.WriteAsync(input, data.IsEmpty ? new[] { EndOfTransmission } : data, _over.Token);
            _input = null;
            input.Dispose();
            await _program!.EndInputAsync();
            return true;
        }
        finally
        {
            _telling.Release();
        }
    }

    /// <summary>Says how large its terminal is, where it has one.</summary>
    public async Task ResizeAsync(uint rows, uint columns, CancellationToken stop)
    {
        if (!streams.IsTerminal)
            return;
        await _telling.WaitAsync(stop);
        try
        {
            if (!_ended.Task.IsCompleted)
                await _program!.ResizeAsync(rows, columns);
        }
        finally
        {
            _telling.Release();
        }
    }

    private Task Flow(Descriptor? source, OutputKind kind) =>
        source is null ? Task.CompletedTask : DescriptorFlow.ReadAsync(source, _output.Writer, kind, _over.Token);

    private async Task CompleteAsync(Task heard)
    {
        await heard;
        _output.Writer.TryComplete();
        await _ended.Task;
        await _over.CancelAsync();
        await _telling.WaitAsync();
        streams.Dispose();
        _telling.Release();
    }
}
