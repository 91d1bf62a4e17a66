namespace MesosOperator.Protocol.Codecs;

/// <summary>What a stream of messages of an agent is in: records in an encoding that is named beside them, or in the one that is named itself.</summary>
/// <param name="Codec">Of each message.</param>
/// <param name="ContentType">Of the stream.</param>
public sealed record StreamFormat(MessageCodec Codec, string ContentType)
{
    /// <summary>What a client that takes none of them is told.</summary>
    public const string NotAcceptable =
        $"Expecting 'Accept' to allow '{MediaTypes.RecordIO}', with '{MediaTypes.MessageAccept}' of {MediaTypes.Json} or {MediaTypes.Protobuf}";

    /// <summary>Whether the encoding of the records has to be named beside the type of the stream.</summary>
    public bool IsRecords => ContentType == MediaTypes.RecordIO;

    /// <summary>What a client wants by its headers; null where that is nothing that is served.</summary>
    public static StreamFormat? Choose(string accept, string messageAccept)
    {
        ArgumentNullException.ThrowIfNull(accept);
        if (accept.Contains(MediaTypes.RecordIO, StringComparison.OrdinalIgnoreCase))
            return AcceptHeader.Choose(messageAccept) is { } inner ? new(inner, MediaTypes.RecordIO) : null;
        return AcceptHeader.Choose(accept) is { } codec ? new(codec, codec.MediaType) : null;
    }
}
