using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace MesosOperator.Protocol.Json;

/// <summary>How one field is read and written.</summary>
internal abstract class FieldPlan(FieldDescriptor field)
{
    public string Name { get; } = field.Name;

    protected JsonEncodedText EncodedName { get; } = JsonEncodedText.Encode(field.Name);

    /// <summary>Reads the value at the reader's token, replacing what an earlier field of the same name left.</summary>
    public abstract void Read(ref JsonInput input, IMessage target);

    /// <summary>Writes name and value, or nothing when the field is not shown.</summary>
    public abstract void Write(Utf8JsonWriter writer, IMessage source);
}
