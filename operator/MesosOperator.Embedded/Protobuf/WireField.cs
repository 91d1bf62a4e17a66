namespace MesosOperator.Embedded.Protobuf;

/// <summary>What the bytes of a field mean.</summary>
internal enum WireType
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>Text by names.</summary>
    TextMap,

    /// <summary>Bytes by names.</summary>
    BytesMap,

    /// <summary>Texts in order.</summary>
    Texts,

    /// <summary>A message of its own.</summary>
    Message,
}

/// <summary>A field of a message by its number; those that are not listed are skipped.</summary>
internal sealed record WireField(int Number, string Name, WireType Type = WireType.Text, WireMessage? Message = null);

/// <summary>The fields of a message.</summary>
internal sealed record WireMessage(params IReadOnlyList<WireField> Fields);
