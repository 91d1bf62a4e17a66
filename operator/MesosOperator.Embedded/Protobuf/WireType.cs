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
