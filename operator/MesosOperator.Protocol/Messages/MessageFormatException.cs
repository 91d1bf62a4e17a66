namespace MesosOperator.Protocol.Messages;

/// <summary>
/// Says that bytes are not the message they should be. The text is meant for the sender, in the words
/// that a Mesos master uses in its 400 answers.
/// </summary>
public sealed class MessageFormatException : Exception
{
    /// <summary>Makes the error; <paramref name="path"/> is the dotted path of the field, empty for the whole.</summary>
    public MessageFormatException(MessageFault fault, string message, string path = "")
        : base(message)
    {
        Fault = fault;
        Path = path;
    }

    /// <summary>The reason.</summary>
    public MessageFault Fault { get; }

    /// <summary>The field at fault, such as <c>accept.operations[0].launch</c>; empty when it is the whole message.</summary>
    public string Path { get; }
}
