using System.Buffers;
using System.Text.Json;

namespace MesosOperator.Kubernetes.Api;

/// <summary>
/// Reads a page of a list while it comes, and hands out each of its objects: no more of the page is held than one object, for
/// many pages may be on their way at a time.
/// </summary>
internal sealed class PageReader(Action<ReadOnlySpan<byte>> take)
{
    private const int FirstBufferBytes = 32 * 1024;
    private const int ObjectBytesMax = 16 * 1024 * 1024;

    private JsonReaderState _state;
    private Part _part;
    private Part _value;

    private enum Part
    {
        Other,
        Items,
        Metadata,
        ResourceVersion,
        Continue,
    }

    /// <summary>The version of the list; empty where it says none.</summary>
    public string ResourceVersion { get; private set; } = "";

    /// <summary>Where to go on; empty on the last page.</summary>
    public string Continue { get; private set; } = "";

    /// <exception cref="JsonException">It is no list.</exception>
    public async Task ReadAsync(Stream stream, CancellationToken stop)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBufferBytes);
        try
        {
            for (var held = 0; ;)
            {
                if (held == buffer.Length)
                    buffer = Grow(buffer);
                var read = await stream.ReadAsync(buffer.AsMemory(held), stop);
                held += read;
                var done = Parse(buffer.AsSpan(0, held), isLast: read == 0);
                if (read == 0)
                    return;
                buffer.AsSpan(done, held - done).CopyTo(buffer);
                held -= done;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Grow(byte[] buffer)
    {
        if (buffer.Length >= ObjectBytesMax)
            throw new JsonException($"an object is longer than {ObjectBytesMax} bytes");
        var larger = ArrayPool<byte>.Shared.Rent(2 * buffer.Length);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    /// <summary>Takes what is there as a whole, and returns how much that was.</summary>
    private int Parse(ReadOnlySpan<byte> text, bool isLast)
    {
        var reader = new Utf8JsonReader(text, isLast, _state);
        while (true)
        {
            var before = reader;
            if (!reader.Read())
                break;
            if (reader.TokenType == JsonTokenType.StartObject && _part == Part.Items && reader.CurrentDepth == 2)
            {
                var start = (int)reader.TokenStartIndex;
                if (!reader.TrySkip())
                {
                    reader = before;
                    break;
                }

                take(text[start..(int)reader.BytesConsumed]);
            }
            else
                Look(ref reader);
        }

        _state = reader.CurrentState;
        return (int)reader.BytesConsumed;
    }

    private void Look(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.CurrentDepth == 1)
                _part = reader.ValueTextEquals("items"u8) ? Part.Items : reader.ValueTextEquals("metadata"u8) ? Part.Metadata : Part.Other;
            _value = _part != Part.Metadata || reader.CurrentDepth != 2 ? Part.Other
                : reader.ValueTextEquals("resourceVersion"u8) ? Part.ResourceVersion
                : reader.ValueTextEquals("continue"u8) ? Part.Continue
                : Part.Other;
        }
        else if (reader.TokenType == JsonTokenType.String && _value == Part.ResourceVersion)
            ResourceVersion = reader.GetString()!;
        else if (reader.TokenType == JsonTokenType.String && _value == Part.Continue)
            Continue = reader.GetString()!;
    }
}
