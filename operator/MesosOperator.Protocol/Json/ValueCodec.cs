using System.Text.Json;

namespace MesosOperator.Protocol.Json;

/// <summary>Reads and writes one JSON value as a <typeparamref name="T"/>.</summary>
internal abstract class ValueCodec<T>
{
    /// <summary>
    /// Reads the value at the reader's token and stops at its last token. False means that the value counts
    /// as absent (an enum name that is not known).
    /// </summary>
    public abstract bool TryRead(ref JsonInput input, out T value);

    public abstract void Write(Utf8JsonWriter writer, T value);
}
