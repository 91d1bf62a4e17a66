using Google.Protobuf;
using Grpc.Core;
using MesosOperator.AgentRuntime.Containers.Daemon;
using MesosOperator.AgentRuntime.Containers.Images;
using MesosOperator.AgentRuntime.Containers.Wire;

namespace MesosOperator.AgentRuntime.Containers.Registries;

/// <summary>Puts content into containerd, which checks it. What was begun and not ended is gone on with.</summary>
internal sealed class ContentWriter(Containerd containerd, TimeProvider time)
{
    private const int ChunkSize = 1 << 20;

    /// <summary>How long nothing may come.</summary>
    private static readonly TimeSpan StallLimit = TimeSpan.FromMinutes(1);

    private readonly KeyedTurns _turns = new();

    /// <summary>Writes what is in memory.</summary>
    public Task WriteAsync(ContentDescriptor what, byte[] content, string lease, IReadOnlyDictionary<string, string> labels, CancellationToken stop) =>
        WriteAsync(what, (from, _) => Task.FromResult<Stream>(new MemoryStream(content, (int)from, content.Length - (int)from)), lease, labels, stop);

    /// <summary>Writes what a stream gives.</summary>
    /// <param name="what">What it is to be.</param>
    /// <param name="open">Opens it from some byte on.</param>
    /// <param name="lease">Under which it is kept.</param>
    /// <param name="labels">Of the content.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="ImageException">It is something else.</exception>
    /// <exception cref="DaemonException">containerd cannot take it.</exception>
    public async Task WriteAsync(
        ContentDescriptor what, Func<long, CancellationToken, Task<Stream>> open, string lease, IReadOnlyDictionary<string, string> labels, CancellationToken stop)
    {
        using var turn = await _turns.TakeAsync(what.Digest, stop);
        try
        {
            using var call = containerd.Content.Write(containerd.For(Containerd.UnpackLimit, stop, lease));
            var from = (await ExchangeAsync(call, new WriteContentRequest { Action = WriteStep.Stat, Ref = RefOf(what), Total = what.Size, Expected = what.Digest }, stop)).Offset;
            await using (var content = await open(from, stop))
                await CopyAsync(call, what, content, from, stop);
            var commit = new WriteContentRequest { Action = WriteStep.Commit, Ref = RefOf(what), Total = what.Size, Expected = what.Digest, Offset = what.Size };
            foreach (var (name, value) in labels)
                commit.Labels[name] = value;
            await ExchangeAsync(call, commit, stop);
        }
        catch (RpcException fault) when (fault.StatusCode == StatusCode.AlreadyExists)
        {
            // It is there, and under the lease.
        }
        catch (RpcException fault) when (fault.StatusCode == StatusCode.FailedPrecondition)
        {
            await containerd.FindAsync(containerd.Content.AbortAsync(new AbortContentRequest { Ref = RefOf(what) }, containerd.For(Containerd.ShortLimit, stop)));
            throw new ImageException($"the registry gives something else for {what.Digest}", fault);
        }
        catch (RpcException fault)
        {
            throw containerd.Translate(fault);
        }
    }

    private async Task CopyAsync(
        AsyncDuplexStreamingCall<WriteContentRequest, WriteContentAnswer> call, ContentDescriptor what, Stream content, long from, CancellationToken stop)
    {
        var buffer = new byte[ChunkSize];
        while (from < what.Size)
        {
            var count = await ReadAsync(content, buffer.AsMemory(0, (int)Math.Min(ChunkSize, what.Size - from)), stop);
            await ExchangeAsync(call, new WriteContentRequest
            {
                Action = WriteStep.Write,
                Ref = RefOf(what),
                Total = what.Size,
                Expected = what.Digest,
                Offset = from,
                Data = ByteString.CopyFrom(buffer, 0, count),
            }, stop);
            from += count;
        }
    }

    private async Task<int> ReadAsync(Stream content, Memory<byte> buffer, CancellationToken stop)
    {
        using var stall = new CancellationTokenSource(StallLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stall.Token, stop);
        try
        {
            return await content.ReadAtLeastAsync(buffer, 1, throwOnEndOfStream: true, either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new IOException($"nothing has come for {StallLimit.TotalSeconds} s");
        }
    }

    private static async Task<WriteContentAnswer> ExchangeAsync(
        AsyncDuplexStreamingCall<WriteContentRequest, WriteContentAnswer> call, WriteContentRequest request, CancellationToken stop)
    {
        try
        {
            await call.RequestStream.WriteAsync(request, stop);
        }
        catch (InvalidOperationException)
        {
            // The call is over; reading tells why.
        }

        return await call.ResponseStream.MoveNext(stop)
            ? call.ResponseStream.Current
            : throw new RpcException(new Status(StatusCode.Unavailable, "containerd has ended the call"));
    }

    private static string RefOf(ContentDescriptor what) => $"mesos-pull-{what.Digest}";
}
