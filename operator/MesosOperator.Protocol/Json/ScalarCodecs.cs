using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace MesosOperator.Protocol.Json;

/// <summary>The codecs of values that are neither messages nor enums.</summary>
internal static class ScalarCodecs
{
    private static readonly Dictionary<FieldType, (Type Type, ValueCodec Codec)> Scalars = new()
    {
        [FieldType.String] = (typeof(string), new TextCodec()),
        [FieldType.Bytes] = (typeof(ByteString), new BytesCodec()),
        [FieldType.Bool] = (typeof(bool), new BooleanCodec()),
        [FieldType.Double] = (typeof(double), new DoubleCodec()),
        [FieldType.Int32] = (typeof(int), new IntegerCodec<int>(static (w, v) => w.WriteNumberValue(v))),
        [FieldType.Int64] = (typeof(long), new IntegerCodec<long>(static (w, v) => w.WriteNumberValue(v))),
        [FieldType.UInt32] = (typeof(uint), new IntegerCodec<uint>(static (w, v) => w.WriteNumberValue(v))),
        [FieldType.UInt64] = (typeof(ulong), new IntegerCodec<ulong>(static (w, v) => w.WriteNumberValue(v))),
    };

    public static (Type Type, ValueCodec Codec) For(FieldDescriptor field) => Scalars.TryGetValue(field.FieldType, out var scalar)
        ? scalar
        : throw new NotSupportedException($"{field.FullName} has the unused kind {field.FieldType}");
}
