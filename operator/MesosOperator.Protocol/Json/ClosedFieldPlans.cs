using System.Diagnostics.CodeAnalysis;
using Google.Protobuf.Reflection;

namespace MesosOperator.Protocol.Json;

/// <summary>Chooses plan and codec for a field by its kind. Types are closed over once, so values are never boxed.</summary>
[RequiresDynamicCode("Closes types over those of messages.")]
internal static class ClosedFieldPlans
{
    private const string NeverTrimmed = "Only programs that make code as they run come here, and nothing is taken out of those.";

    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = NeverTrimmed)]
    public static FieldPlan Create(FieldDescriptor field, MessagePlans plans)
    {
        var (value, codec) = CodecFor(field.IsMap ? field.MessageType.FindFieldByName("value") : field, plans);
        var plan = field.IsMap ? typeof(MapFieldPlan<,>)
            : field.IsRepeated ? typeof(RepeatedFieldPlan<,>)
            : typeof(SingularFieldPlan<,>);
        return (FieldPlan)Activator.CreateInstance(
            plan.MakeGenericType(field.ContainingType.ClrType, value), field, codec)!;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2076", Justification = NeverTrimmed)]
    private static (Type Type, object Codec) CodecFor(FieldDescriptor field, MessagePlans plans)
    {
        switch (field.FieldType)
        {
            case FieldType.Message:
                var message = field.MessageType.ClrType;
                return (message, Activator.CreateInstance(
                    typeof(ObjectCodec<>).MakeGenericType(message), field.MessageType, plans)!);
            case FieldType.Enum:
                var names = field.EnumType.ClrType;
                return (names, Activator.CreateInstance(
                    typeof(EnumCodec<>).MakeGenericType(names), field.EnumType)!);
            default:
                return ScalarCodecs.For(field);
        }
    }
}
