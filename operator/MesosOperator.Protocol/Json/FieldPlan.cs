using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace MesosOperator.Protocol.Json;

/// <summary>How one field is read and written.</summary>
internal abstract class FieldPlan(FieldDescriptor field)
{
    public string Name { get; } = field.Name;

    protected JsonEncodedText EncodedName { get; } = JsonEncodedText.Encode(field.Name);

    /// <summary>Whether a singular field is written with its default when it is not set.</summary>
    protected static bool DefaultIsShown(FieldDescriptor field) =>
        field.ToProto().HasDefaultValue && field.GetOptions() is not { Deprecated: true };

    /// <summary>Reads the value at the reader's token, replacing what an earlier field of the same name left.</summary>
    public abstract void Read(ref JsonInput input, IMessage target);

    /// <summary>Writes name and value, or nothing when the field is not shown.</summary>
    public abstract void Write(Utf8JsonWriter writer, IMessage source);
}
