using System.Buffers;
using System.Text.Json;
using Google.Protobuf;
using MesosOperator.Protocol.Messages;

namespace MesosOperator.Protocol.Json;

/// <summary>
/// Reads the JSON that Mesos clients write. It is not proto3 JSON: names are those of the .proto file, unknown
/// fields are ignored, null is absent, enums are names only, numbers may be quoted, one object may stand for a
/// list of one, and the last of two equal names counts.
/// </summary>
public static class MesosJsonReader
{
    /// <summary>Reads one message that fills <paramref name="utf8"/>.</summary>
    /// <exception cref="MessageFormatException">The text is not such a message.</exception>
    public static T Parse<T>(ReadOnlySpan<byte> utf8, MessageLimits? limits = null)
        where T : class, IMessage<T>, new() => Parse<T>(utf8, limits, MessagePlans.Default);

    /// <summary>The same by certain plans.</summary>
    internal static T Parse<T>(ReadOnlySpan<byte> utf8, MessageLimits? limits, MessagePlans plans)
        where T : class, IMessage<T>, new()
    {
        limits ??= MessageLimits.Default;
        limits.RequireSize(utf8.Length);
        var message = new T();
        var path = ArrayPool<JsonPathStep>.Shared.Rent(limits.MaxDepth + 1);
        var input = new JsonInput(utf8, message.Descriptor, limits.MaxDepth, path);
        try
        {
            Read(ref input, message, plans);
        }
        catch (JsonException error)
        {
            throw input.Malformed(error);
        }
        catch (InvalidOperationException)
        {
            // This is how the reader says that a string holds bytes or escapes that are not Unicode.
            throw input.InvalidText();
        }
        finally
        {
            ArrayPool<JsonPathStep>.Shared.Return(path, clearArray: true);
        }

        var missing = MessageCompleteness.MissingFields(message);
        return missing.Count == 0 ? message : throw new MessageFormatException(
            MessageFault.MissingField,
            $"Failed to convert JSON into {message.Descriptor.Name} protobuf: Missing required fields: {string.Join(", ", missing)}",
            missing[0]);
    }

    private static void Read(ref JsonInput input, IMessage message, MessagePlans plans)
    {
        input.Reader.Read();
        if (input.Reader.TokenType != JsonTokenType.StartObject)
        {
            // A bare value may still be followed by rubbish, which is the more telling fault.
            input.Reader.Skip();
            input.Reader.Read();
            throw input.WrongKind("Expecting a JSON object");
        }

        plans.For(message.Descriptor).Read(ref input, message);
        input.Reader.Read();
    }
}
