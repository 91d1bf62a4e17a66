using System.Runtime.InteropServices;
using System.Threading.Channels;
using MesosOperator.AgentRuntime.Processes;

namespace MesosOperator.AgentRuntime.Sessions;

/// <summary>
/// Reads from and writes to pipes and terminals, on a thread for each, which there are only while somebody looks on. It looks up
/// every now and then, so that none waits for ever for a program that does nothing.
/// </summary>
internal static unsafe class DescriptorFlow
{
    private const int PieceBytes = 16 * 1024;

    /// <summary>Milliseconds.</summary>
    private const int LookUp = 500;

    private const short PollOut = 4;

    /// <summary>Copies what a program says to somebody, no faster than it is taken; ends with the program's end of it.</summary>
    public static Task ReadAsync(Descriptor from, ChannelWriter<OutputPiece> to, OutputKind kind, CancellationToken stop) => Task.Factory.StartNew(
        () =>
        {
            var piece = new byte[PieceBytes];
            while (!stop.IsCancellationRequested && Read(from, piece) is var read and not 0)
                if (read > 0 && !TryWrite(to, new OutputPiece(piece.AsSpan(0, read).ToArray(), kind), stop))
                    return;
        },
        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Tells a program something. False when it does not read any more.</summary>
    public static Task<bool> WriteAsync(Descriptor to, ReadOnlyMemory<byte> data, CancellationToken stop) => Task.Factory.StartNew(
        () =>
        {
            while (!data.IsEmpty && !stop.IsCancellationRequested)
            {
                var written = Write(to, data.Span);
                if (written < 0)
                    return false;
                data = data[written..];
            }

            return data.IsEmpty;
        },
        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>0 at the end, below that when there was nothing for a while.</summary>
    private static int Read(Descriptor from, byte[] piece)
    {
        var entry = new PollEntry { File = from.Number, Wanted = LibC.PollIn };
        if (LibC.Poll(ref entry, 1, LookUp) <= 0)
            return -1;
        fixed (byte* bytes = piece)
        {
            var read = (int)LibC.Read(from.Number, bytes, (nuint)piece.Length);
            if (read >= 0)
                return read;
        }

        // A terminal whose program is gone is an error, EIO, and no end.
        return Marshal.GetLastPInvokeError() is LibC.ErrorWouldBlock or LibC.ErrorInterrupted ? -1 : 0;
    }

    /// <summary>How much of it was taken; below zero when nobody reads any more.</summary>
    private static int Write(Descriptor to, ReadOnlySpan<byte> data)
    {
        var entry = new PollEntry { File = to.Number, Wanted = PollOut };
        if (LibC.Poll(ref entry, 1, LookUp) <= 0)
            return 0;
        fixed (byte* bytes = data)
        {
            var written = (int)LibC.Write(to.Number, bytes, (nuint)data.Length);
            if (written >= 0)
                return written;
        }

        return Marshal.GetLastPInvokeError() is LibC.ErrorWouldBlock or LibC.ErrorInterrupted ? 0 : -1;
    }

    private static bool TryWrite(ChannelWriter<OutputPiece> to, OutputPiece piece, CancellationToken stop)
    {
        try
        {
            while (to.WaitToWriteAsync(stop).AsTask().GetAwaiter().GetResult())
                if (to.TryWrite(piece))
                    return true;
        }
        catch (OperationCanceledException)
        {
            // Nobody looks on any more.
        }

        return false;
    }
}
