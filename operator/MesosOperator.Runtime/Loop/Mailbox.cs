using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using MesosOperator.Core.Master.Commands;

namespace MesosOperator.Runtime.Loop;

/// <summary>The one queue into the master: bounded, many writers, one reader. Its order is the order of history.</summary>
internal sealed class Mailbox(RuntimeLimits limits)
{
    private readonly Channel<Envelope> _channel = Channel.CreateBounded<Envelope>(new BoundedChannelOptions(limits.MailboxCapacity)
    {
        SingleReader = true,
        FullMode = BoundedChannelFullMode.Wait,
    });

    private volatile bool _closed;

    /// <summary>How many commands wait.</summary>
    public int Count => _channel.Reader.Count;

    public bool IsClosed => _closed;

    public ValueTask<CallResult> CallAsync(Command command)
    {
        var caller = new TaskCompletionSource<CallResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var admission = TryWrite(new(command, caller));
        return admission == Admission.Accepted ? new(caller.Task) : new(new CallResult(admission));
    }

    public Admission TryPost(Command command) => TryWrite(new(command, null));

    public async ValueTask<Admission> PostAsync(Command command)
    {
        var envelope = new Envelope(command, null);
        while (!_channel.Writer.TryWrite(envelope))
            if (!await _channel.Writer.WaitToWriteAsync())
                return Admission.Stopping;
        return Admission.Accepted;
    }

    /// <summary>Ends the reader's wait. A full queue needs no such thing.</summary>
    public void Wake() => _channel.Writer.TryWrite(Envelope.WakeUp);

    /// <summary>Takes nothing more; what waits can still be taken out.</summary>
    public void Close()
    {
        _closed = true;
        _channel.Writer.TryComplete();
    }

    /// <summary>Waits until something can be taken; false when the queue is closed and empty.</summary>
    public ValueTask<bool> WaitAsync() => _channel.Reader.WaitToReadAsync();

    public bool TryTake([NotNullWhen(true)] out Envelope? envelope) => _channel.Reader.TryRead(out envelope);

    private Admission TryWrite(Envelope envelope) =>
        _channel.Writer.TryWrite(envelope) ? Admission.Accepted : _closed ? Admission.Stopping : Admission.Busy;
}
