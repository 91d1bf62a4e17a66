namespace MesosOperator.Protocol.Messages;

/// <summary>What a decoder accepts at most.</summary>
/// <param name="MaxBytes">Size of one encoded message.</param>
/// <param name="MaxDepth">Nesting of objects and arrays, or of protobuf messages.</param>
public sealed record MessageLimits(int MaxBytes, int MaxDepth)
{
    /// <summary>8 MiB and 100 levels: the level is that of protobuf's own recursion limit.</summary>
    public static MessageLimits Default { get; } = new(8 * 1024 * 1024, 100);

    /// <summary>Refuses a message of <paramref name="bytes"/> bytes when that is too many.</summary>
    /// <exception cref="MessageFormatException"><see cref="MessageFault.TooLarge"/>.</exception>
    public void RequireSize(long bytes)
    {
        if (bytes > MaxBytes)
        {
            throw new MessageFormatException(
                MessageFault.TooLarge, $"The message has {bytes} bytes; at most {MaxBytes} are accepted");
        }
    }
}
