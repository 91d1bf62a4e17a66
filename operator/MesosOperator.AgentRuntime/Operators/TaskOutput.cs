using System.Threading.Channels;
using MesosOperator.AgentRuntime.Files;
using MesosOperator.AgentRuntime.Pictures;
using MesosOperator.AgentRuntime.Sandboxes;
using MesosOperator.AgentRuntime.Sessions;

namespace MesosOperator.AgentRuntime.Operators;

/// <summary>What a task says from now on, by the files that its output goes to.</summary>
internal sealed class TaskOutput(SandboxFiles files, Func<CancellationToken, Task<KnownRuns>> runs, FileTail tail)
{
    /// <summary>Pieces that may wait for whoever looks on.</summary>
    private const int MostWaiting = 16;

    /// <summary>The pieces, until its run has ended or it is stopped; null where there are no files.</summary>
    public async Task<ChannelReader<OutputPiece>?> FollowAsync(RunPicture run, CancellationToken stop)
    {
        var known = await runs(stop);
        var output = Path.Combine(run.Launch.Sandbox, SandboxPaths.StandardOutput);
        var errors = Path.Combine(run.Launch.Sandbox, SandboxPaths.StandardError);
        if (SizeOf(output, known) is not { } said || SizeOf(errors, known) is not { } complained)
            return null;
        var pieces = Channel.CreateBounded<OutputPiece>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.Wait });
        _ = CompleteAsync(pieces.Writer, Task.WhenAll(
            CopyAsync(output, said, OutputKind.Output, pieces.Writer, stop), CopyAsync(errors, complained, OutputKind.Errors, pieces.Writer, stop)));
        return pieces.Reader;
    }

    private long? SizeOf(string path, KnownRuns known)
    {
        var problem = files.TryOpenFile(path, known, out var file, out var facts);
        using (file)
            return problem == FileProblem.None ? facts.Size : null;
    }

    private Task CopyAsync(string path, long from, OutputKind kind, ChannelWriter<OutputPiece> to, CancellationToken stop) =>
        Task.Run(() => tail.CopyAsync(path, from, piece => to.WriteAsync(new OutputPiece(piece.ToArray(), kind), stop), stop), CancellationToken.None);

    /// <summary>A reader that is gone has stopped it, and others hear the fault.</summary>
    private static async Task CompleteAsync(ChannelWriter<OutputPiece> pieces, Task copying)
    {
        try
        {
            await copying;
            pieces.TryComplete();
        }
        catch (Exception fault)
        {
            pieces.TryComplete(fault);
        }
    }
}
