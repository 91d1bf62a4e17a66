namespace MesosOperator.Protocol.Messages;

/// <summary>Why bytes are not a message; the closed set of reasons that both codecs give.</summary>
public enum MessageFault
{
    /// <summary>The bytes are not JSON, or not protobuf, at all.</summary>
    Syntax,

    /// <summary>A field holds a value of another kind than the message says.</summary>
    WrongKind,

    /// <summary>A required field is absent, at any depth.</summary>
    MissingField,

    /// <summary>Objects or messages are nested deeper than <see cref="MessageLimits.MaxDepth"/>.</summary>
    TooDeep,

    /// <summary>The input is larger than <see cref="MessageLimits.MaxBytes"/>.</summary>
    TooLarge,
}
