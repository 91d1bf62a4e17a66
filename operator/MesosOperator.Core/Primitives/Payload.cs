namespace MesosOperator.Core.Primitives;

/// <summary>
/// Words of a framework or an agent that the core keeps and hands on but never looks into (an encoded wire message).
/// Equal when their bytes are.
/// </summary>
public sealed class Payload(ReadOnlyMemory<byte> bytes) : IEquatable<Payload>
{
    /// <summary>No words at all.</summary>
    public static readonly Payload Empty = new(ReadOnlyMemory<byte>.Empty);

    /// <summary>The bytes; nobody may change them.</summary>
    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    /// <inheritdoc/>
    public bool Equals(Payload? other) => other is not null && Bytes.Span.SequenceEqual(other.Bytes.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Payload);

    /// <inheritdoc/>
    public override int GetHashCode() => Bytes.Length;
}
