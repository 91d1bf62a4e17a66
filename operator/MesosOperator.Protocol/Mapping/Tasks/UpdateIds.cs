using System.Buffers.Binary;
using Google.Protobuf;
using MesosOperator.Core.Identity;

namespace MesosOperator.Protocol.Mapping.Tasks;

/// <summary>The 16 bytes that name an update.</summary>
public static class UpdateIds
{
    /// <summary>The id, or null when there are not exactly 16 bytes.</summary>
    public static UpdateId? FromWire(ByteString bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return bytes.Length == UpdateId.Bytes ? new UpdateId(BinaryPrimitives.ReadUInt128BigEndian(bytes.Span)) : null;
    }

    /// <summary>The bytes of an id.</summary>
    public static ByteString ToWire(UpdateId id)
    {
        var bytes = new byte[UpdateId.Bytes];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, id.Value);
        return UnsafeByteOperations.UnsafeWrap(bytes);
    }
}
