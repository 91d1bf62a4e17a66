using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace MesosOperator.Protocol.Json;

/// <summary>Chooses plan and codec for a field by its kind. Types are closed over once, so values are never boxed.</summary>
internal static class FieldPlans
{
    private static readonly Dictionary<FieldType, (Type Type, object Codec)> Scalars = new()
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

    public static FieldPlan Create(FieldDescriptor field)
    {
        var (value, codec) = CodecFor(field.IsMap ? field.MessageType.FindFieldByName("value") : field);
        var plan = field.IsMap ? typeof(MapFieldPlan<,>)
            : field.IsRepeated ? typeof(RepeatedFieldPlan<,>)
            : typeof(SingularFieldPlan<,>);
        return (FieldPlan)Activator.CreateInstance(
            plan.MakeGenericType(field.ContainingType.ClrType, value), field, codec)!;
    }

    private static (Type Type, object Codec) CodecFor(FieldDescriptor field)
    {
        switch (field.FieldType)
        {
            case FieldType.Message:
                var message = field.MessageType.ClrType;
                return (message, Activator.CreateInstance(
                    typeof(ObjectCodec<>).MakeGenericType(message), field.MessageType)!);
            case FieldType.Enum:
                var names = field.EnumType.ClrType;
                return (names, Activator.CreateInstance(
                    typeof(EnumCodec<>).MakeGenericType(names), field.EnumType)!);
            default:
                return Scalars.TryGetValue(field.FieldType, out var scalar)
                    ? scalar
                    : throw new NotSupportedException($"{field.FullName} has the unused kind {field.FieldType}");
        }
    }
}
