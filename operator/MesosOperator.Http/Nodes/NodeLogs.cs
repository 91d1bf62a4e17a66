using System.Buffers;
using MesosOperator.Core.Identity;
using MesosOperator.Runtime.Nodes;

namespace MesosOperator.Http.Nodes;

/// <summary>Reads logs of tasks on nodes by offset. A cluster tells a log from its beginning only, so what is before the offset is read and left out.</summary>
internal sealed class NodeLogs(INodeWindow window)
{
    /// <summary>One read gives no more, as on hosts.</summary>
    public const int LargestBytes = 64 * 1024;

    private const int PieceBytes = 16 * 1024;

    /// <summary>How long a log is now.</summary>
    public async Task<long> SizeAsync(AgentId agent, NodeTask task, CancellationToken stop)
    {
        await using var log = await window.OpenLogAsync(agent, task, new(NodeLogExtent.UntilNow), stop);
        return await SkipAsync(log, long.MaxValue, stop);
    }

    /// <summary>A piece from an offset on; less, or nothing, where the log ends before.</summary>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(AgentId agent, NodeTask task, long offset, long? length, CancellationToken stop)
    {
        var wanted = (int)Math.Min(length ?? LargestBytes, LargestBytes);
        if (wanted == 0 || offset > long.MaxValue - wanted)
            return default;
        await using var log = await window.OpenLogAsync(agent, task, new(NodeLogExtent.UntilNow, offset + wanted), stop);
        if (await SkipAsync(log, offset, stop) < offset)
            return default;
        var data = new byte[wanted];
        return data.AsMemory(0, await log.ReadAtLeastAsync(data, wanted, throwOnEndOfStream: false, stop));
    }

    /// <summary>Copies from an offset on (-1: from the end) what there is and, where that is wanted, what is added until the task has ended.</summary>
    public async Task CopyAsync(AgentId agent, NodeTask task, long offset, NodeLogExtent extent, Stream to, CancellationToken stop)
    {
        await using var log = await window.OpenLogAsync(agent, task, new(offset < 0 ? NodeLogExtent.FromNow : extent), stop);
        await to.FlushAsync(stop);
        await SkipAsync(log, Math.Max(0, offset), stop);
        var piece = new byte[PieceBytes];
        for (int read; (read = await log.ReadAsync(piece, stop)) > 0;)
        {
            await to.WriteAsync(piece.AsMemory(0, read), stop);
            await to.FlushAsync(stop);
        }
    }

    /// <summary>How much was there to leave out.</summary>
    private static async Task<long> SkipAsync(Stream log, long count, CancellationToken stop)
    {
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            var skipped = 0L;
            while (skipped < count && await log.ReadAsync(piece.AsMemory(0, (int)Math.Min(piece.Length, count - skipped)), stop) is > 0 and var read)
                skipped += read;
            return skipped;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }
}
