using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace MesosOperator.Protocol.Json;

/// <summary>Reads and writes one JSON value of a type that only its maker knows.</summary>
internal abstract class ValueCodec
{
    /// <summary>As the typed reading, boxed.</summary>
    public abstract bool TryReadBoxed(ref JsonInput input, [NotNullWhen(true)] out object? value);

    /// <summary>As the typed writing, of a box.</summary>
    public abstract void WriteBoxed(Utf8JsonWriter writer, object value);
}

/// <summary>Reads and writes one JSON value as a <typeparamref name="T"/>.</summary>
internal abstract class ValueCodec<T> : ValueCodec
    where T : notnull
{
    /// <summary>
    /// Reads the value at the reader's token and stops at its last token. False means that the value counts
    /// as absent (an enum name that is not known).
    /// </summary>
    public abstract bool TryRead(ref JsonInput input, out T value);

    public abstract void Write(Utf8JsonWriter writer, T value);

    public sealed override bool TryReadBoxed(ref JsonInput input, [NotNullWhen(true)] out object? value)
    {
        var read = TryRead(ref input, out var typed);
        value = typed;
        return read;
    }

    public sealed override void WriteBoxed(Utf8JsonWriter writer, object value) => Write(writer, (T)value);
}
