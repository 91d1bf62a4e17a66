using System.Collections.Frozen;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace MesosOperator.Protocol.Json;

/// <summary>How the fields of one message type are read and written.</summary>
internal sealed class MessagePlan
{
    private const int LongestName = 64;

    private readonly FieldPlan[] _inOrder;
    private readonly FrozenDictionary<byte[], FieldPlan>.AlternateLookup<ReadOnlySpan<byte>> _byName;

    public MessagePlan(MessageDescriptor descriptor, Func<FieldDescriptor, FieldPlan> create)
    {
        _inOrder = [.. descriptor.Fields.InDeclarationOrder().Select(create)];
        _byName = Utf8Names.Lookup(_inOrder.Select(f => (f.Name, f)));
    }

    /// <summary>Reads the object at the reader's token into an empty message.</summary>
    public void Read(ref JsonInput input, IMessage target)
    {
        while (input.Reader.Read() && input.Reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = Find(ref input.Reader);
            input.Reader.Read();
            if (field is null)
            {
                input.Reader.Skip();
                continue;
            }

            input.Enter(field.Name);
            field.Read(ref input, target);
            input.Leave();
        }
    }

    public void Write(Utf8JsonWriter writer, IMessage source)
    {
        writer.WriteStartObject();
        foreach (var field in _inOrder)
        {
            field.Write(writer, source);
        }

        writer.WriteEndObject();
    }

    private FieldPlan? Find(ref Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped)
        {
            return FindEscaped(ref reader);
        }

        return _byName.TryGetValue(reader.ValueSpan, out var field) ? field : null;
    }

    private FieldPlan? FindEscaped(ref Utf8JsonReader reader)
    {
        // An escape makes a name longer, never shorter, and field names are short.
        Span<byte> name = stackalloc byte[LongestName * 6];
        if (reader.ValueSpan.Length > name.Length)
        {
            return null;
        }

        var length = reader.CopyString(name);
        return _byName.TryGetValue(name[..length], out var field) ? field : null;
    }
}
