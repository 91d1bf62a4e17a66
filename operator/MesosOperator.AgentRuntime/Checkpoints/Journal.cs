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
    private readonly Ballast _ballast;
    private FileStream _file;
    private long _sizeWhenRewritten;

    private Journal(string path, AgentMemory memory, string? fault)
    {
        (_path, Memory, Fault) = (path, memory, fault);
        _file = null!;
        _ballast = new Ballast(path + ".ballast");
        _ballast.Release(); // what is written anew needs room too
        Begin();
        _ballast.Restore();
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
        if (!TryWrite(bytes))
        {
            _ballast.Release();
            if (!TryWrite(bytes))
                throw new IOException($"{_path} cannot be written: the disk is full");
        }

        foreach (var record in records)
            Memory.Apply(record);
        if (!IsTight && _file.Length > Math.Max(LeastToRewrite, 4 * _sizeWhenRewritten))
            Shorten();
    }

    /// <summary>Without room or a descriptor for another file this one goes on, for as long again.</summary>
    private void Shorten()
    {
        try
        {
            Rewrite();
        }
        catch (IOException)
        {
            _sizeWhenRewritten = _file.Length;
        }
    }

    /// <summary>Whether it lives on the room that was kept for when there is no other.</summary>
    public bool IsTight => !_ballast.IsThere;

    /// <summary>Takes the room again that was given away, where there is some by now.</summary>
    public void Loosen()
    {
        if (IsTight)
            _ballast.Restore();
    }

    /// <summary>All of it or nothing: what comes after half a record could not be read.</summary>
    private bool TryWrite(byte[] bytes)
    {
        var before = _file.Length;
        try
        {
            _file.Write(bytes);
            _file.Flush();
            return true;
        }
        catch (IOException)
        {
            _file.SetLength(before);
            return false;
        }
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

    /// <summary>Where there is no room for another one, what was read without a fault goes on.</summary>
    private void Begin()
    {
        try
        {
            Rewrite();
        }
        catch (IOException) when (Fault is null && File.Exists(_path))
        {
            _file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.Read, 0);
            _sizeWhenRewritten = _file.Length;
        }
    }

    /// <summary>Written, on the disk, and only then in place of the old one.</summary>
    private void Rewrite()
    {
        var next = _path + ".new";
        var bytes = Encode([.. Memory.Records()]);
        var file = new FileStream(next, FileMode.Create, FileAccess.Write, FileShare.Read, 0);
        try
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
            File.Move(next, _path, overwrite: true);
        }
        catch (IOException)
        {
            file.Dispose();
            File.Delete(next);
            throw;
        }

        _file?.Dispose();
        _file = file; // what is open goes by its new name
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
