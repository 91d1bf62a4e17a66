using System.Buffers.Binary;
using System.Numerics;
using Google.Protobuf;

namespace MesosOperator.AgentRuntime.Checkpoints;

/// <summary>
/// The file in which an agent keeps its memory: records of a length, a checksum and a message each. One that was being
/// written when the host went down is the last and is left out; a fault before that is told, with what was kept.
/// When the file has grown far beyond what its records come to, it is written anew beside and put in place.
/// </summary>
internal sealed class Journal : IDisposable
{
    private const int HeaderSize = 2 * sizeof(uint);
    private const int LargestRecord = 64 << 20;
    private const long LeastToRewrite = 8 << 20;

    private readonly string _path;
    private FileStream _file;
    private long _sizeWhenRewritten;

    private Journal(string path, AgentMemory memory, string? fault)
    {
        (_path, Memory, Fault) = (path, memory, fault);
        _file = null!;
        Rewrite();
    }

    /// <summary>What all records come to, also those that were appended since.</summary>
    public AgentMemory Memory { get; }

    /// <summary>What is wrong with what was read; null: nothing.</summary>
    public string? Fault { get; }

    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public static Journal Open(string path)
    {
        var memory = new AgentMemory();
        var fault = File.Exists(path) ? Replay(path, memory) : null;
        return new Journal(path, memory, fault);
    }

    /// <summary>Appends records; they survive this process when it returns, and the host after <see cref="Synchronize"/>.</summary>
    /// <exception cref="IOException">The disk is full, say. Nothing may be done that the records are to precede.</exception>
    public void Append(IReadOnlyCollection<Record> records)
    {
        var bytes = Encode(records);
        _file.Write(bytes);
        _file.Flush();
        foreach (var record in records)
            Memory.Apply(record);
        if (_file.Length > Math.Max(LeastToRewrite, 4 * _sizeWhenRewritten))
            Rewrite();
    }

    /// <summary>Waits until everything is on the disk.</summary>
    public void Synchronize() => _file.Flush(flushToDisk: true);

    public void Dispose() => _file.Dispose();

    private static string? Replay(string path, AgentMemory memory)
    {
        var bytes = File.ReadAllBytes(path).AsSpan();
        var total = bytes.Length;
        while (bytes.Length > 0)
        {
            var at = total - bytes.Length;
            if (bytes.Length < HeaderSize || BinaryPrimitives.ReadUInt32LittleEndian(bytes) is var length && length > bytes.Length - HeaderSize)
                return $"{path} ends within a record, at byte {at}; the {bytes.Length} bytes from there on are left out";
            var message = bytes.Slice(HeaderSize, (int)length);
            if (length > LargestRecord || Checksum(message) != BinaryPrimitives.ReadUInt32LittleEndian(bytes[sizeof(uint)..]))
                return $"{path} is damaged at byte {at} of {total}; what follows is left out";
            try
            {
                memory.Apply(Record.Parser.ParseFrom(message));
            }
            catch (InvalidProtocolBufferException)
            {
                return $"{path} holds what this version does not understand, at byte {at} of {total}; what follows is left out";
            }

            bytes = bytes[(HeaderSize + (int)length)..];
        }

        return null;
    }

    /// <summary>Written, on the disk, and only then in place of the old one.</summary>
    private void Rewrite()
    {
        var next = _path + ".new";
        var bytes = Encode([.. Memory.Records()]);
        using (var file = new FileStream(next, FileMode.Create, FileAccess.Write, FileShare.Read, 0))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        File.Move(next, _path, overwrite: true);
        _file?.Dispose();
        _file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.Read, 0);
        _sizeWhenRewritten = bytes.Length;
    }

    private static uint Checksum(ReadOnlySpan<byte> message)
    {
        var sum = uint.MaxValue;
        for (; message.Length >= sizeof(ulong); message = message[sizeof(ulong)..])
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(message));
        foreach (var one in message)
            sum = BitOperations.Crc32C(sum, one);
        return ~sum;
    }

    private static byte[] Encode(IReadOnlyCollection<Record> records)
    {
        var bytes = new byte[records.Sum(record => HeaderSize + record.CalculateSize())];
        var rest = bytes.AsSpan();
        foreach (var record in records)
        {
            var length = record.CalculateSize();
            var message = rest.Slice(HeaderSize, length);
            record.WriteTo(message);
            BinaryPrimitives.WriteUInt32LittleEndian(rest, (uint)length);
            BinaryPrimitives.WriteUInt32LittleEndian(rest[sizeof(uint)..], Checksum(message));
            rest = rest[(HeaderSize + length)..];
        }

        return bytes;
    }
}
