using System.Text;
using System.Text.Json;
using Google.Protobuf.Reflection;
using MesosOperator.Protocol.Messages;

namespace MesosOperator.Protocol.Json;

/// <summary>The place in a JSON text where the reader is, with the path of fields that led there.</summary>
internal ref struct JsonInput
{
    public Utf8JsonReader Reader;
    private readonly ReadOnlySpan<byte> _text;
    private readonly string _messageName;
    private readonly JsonPathStep[] _path;
    private int _depth;

    public JsonInput(ReadOnlySpan<byte> text, MessageDescriptor message, int maxDepth, JsonPathStep[] path)
    {
        _text = text;
        _messageName = message.Name;
        _path = path;
        Reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = maxDepth });
    }

    public void Enter(string field) => _path[_depth++] = new JsonPathStep(field, -1);

    public readonly void At(int index) => _path[_depth - 1] = _path[_depth - 1] with { Index = index };

    public void Leave() => _depth--;

    public readonly MessageFormatException WrongKind(string what)
    {
        var path = PathText();
        return new MessageFormatException(
            MessageFault.WrongKind,
            $"Failed to convert JSON into {_messageName} protobuf: {what}{(path.Length == 0 ? "" : $" for field '{path}'")}",
            path);
    }

    public readonly MessageFormatException NotExpected() => WrongKind(Reader.TokenType switch
    {
        JsonTokenType.StartArray => "Not expecting a JSON array",
        JsonTokenType.StartObject => "Not expecting a JSON object",
        JsonTokenType.Number => "Not expecting a JSON number",
        JsonTokenType.True or JsonTokenType.False => "Not expecting a JSON boolean",
        _ => "Not expecting a JSON string",
    });

    /// <summary>What the reader's own exception means: a syntax error in the words of a Mesos master, or too much nesting.</summary>
    public readonly MessageFormatException Malformed(JsonException error)
    {
        var line = (int)(error.LineNumber ?? 0);
        var rest = RestOfLine(line, (int)(error.BytePositionInLine ?? 0));
        var inside = Reader.CurrentDepth + (Reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray ? 1 : 0);
        if (inside >= Reader.CurrentState.Options.MaxDepth && rest is [(byte)'{' or (byte)'[', ..])
        {
            return new MessageFormatException(
                MessageFault.TooDeep,
                $"Failed to parse body into JSON: nested deeper than {Reader.CurrentState.Options.MaxDepth} levels",
                PathText());
        }

        return new MessageFormatException(
            MessageFault.Syntax,
            $"Failed to parse body into JSON: syntax error at line {line + 1} near: {Encoding.UTF8.GetString(rest)}",
            PathText());
    }

    public readonly MessageFormatException InvalidText() => new(
        MessageFault.Syntax,
        $"Failed to parse body into JSON: a string is not valid Unicode for field '{PathText()}'",
        PathText());

    private readonly ReadOnlySpan<byte> RestOfLine(int line, int position)
    {
        const int shown = 64;
        var rest = _text;
        for (; line > 0; line--)
        {
            rest = rest[(rest.IndexOf((byte)'\n') + 1)..];
        }

        rest = rest[Math.Min(position, rest.Length)..];
        var end = rest.IndexOf((byte)'\n');
        return rest[..Math.Min(shown, end < 0 ? rest.Length : end)];
    }

    private readonly string PathText()
    {
        var text = new StringBuilder();
        for (var i = 0; i < _depth; i++)
        {
            text.Append(i == 0 ? "" : ".").Append(_path[i].Field);
            if (_path[i].Index >= 0)
            {
                text.Append('[').Append(_path[i].Index).Append(']');
            }
        }

        return text.ToString();
    }
}
