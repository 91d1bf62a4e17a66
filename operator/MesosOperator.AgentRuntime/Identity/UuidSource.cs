using System.Buffers.Binary;
using MesosOperator.Core.Primitives;

namespace MesosOperator.AgentRuntime.Identity;

/// <summary>Random UUIDs (RFC 4122, version 4) from a given chance, so that a run can be repeated.</summary>
internal sealed class UuidSource(Prng chance)
{
    public Guid Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, chance.NextUInt64());
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], chance.NextUInt64());
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>The 16 bytes in the order of the text form.</summary>
    public static byte[] Bytes(Guid uuid) => uuid.ToByteArray(bigEndian: true);
}
