using Microsoft.Win32.SafeHandles;

namespace MesosOperator.AgentRuntime.Files;

/// <summary>
/// Follows a file as tail(1) does with <c>-F</c>: to the end of the one that was put aside, and on from the beginning of the one
/// that has taken its place. It looks a few times in a second, and waits for nothing but its reader.
/// </summary>
internal sealed class FileTail(SandboxFiles files, Func<CancellationToken, Task<KnownRuns>> runs, TimeProvider time)
{
    private const int PieceBytes = 64 * 1024;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Ends when the run of the sandbox has ended and everything was copied. A piece is only there until it is taken.</summary>
    public async Task CopyAsync(string path, long offset, Func<ReadOnlyMemory<byte>, ValueTask> take, CancellationToken stop)
    {
        var known = await runs(stop);
        if (FilePlace.Of(path, files.WorkDirectory, known) is not { } place)
            return;
        var (lasting, isOver) = ($"{place.Sandbox}/{place.Inside}", false); // not "latest", which may become another
        while (!isOver && files.TryOpenFile(lasting, known, out var file, out var facts) == FileProblem.None)
        {
            using (file)
                isOver = await CopyAsync(file!, facts.Size < offset ? 0 : offset, take, () => IsReplaced(lasting, known, facts.Node), place.Sandbox, stop);
            offset = 0;
        }
    }

    /// <summary>True when there will be nothing more, false when another file has taken its place.</summary>
    private async Task<bool> CopyAsync(SafeFileHandle file, long at, Func<ReadOnlyMemory<byte>, ValueTask> take, Func<bool> isReplaced, string sandbox, CancellationToken stop)
    {
        var piece = new byte[PieceBytes];
        while (true)
        {
            // In this order, so that what was written before is read afterwards.
            var isRunning = (await runs(stop)).Sandboxes.Contains(sandbox, StringComparer.Ordinal);
            var isLast = isReplaced();
            for (int read; (read = RandomAccess.Read(file, piece, at)) > 0; at += read)
                await take(piece.AsMemory(0, read));
            if (!isRunning)
                return true;
            if (isLast)
                return false;
            if (RandomAccess.GetLength(file) < at)
                at = 0; // it was cut by its task
            await Task.Delay(Pause, time, stop);
        }
    }

    private bool IsReplaced(string path, KnownRuns known, ulong node)
    {
        if (files.TryOpenFile(path, known, out var file, out var facts) != FileProblem.None)
            return false; // between two files
        file!.Dispose();
        return facts.Node != node;
    }
}
