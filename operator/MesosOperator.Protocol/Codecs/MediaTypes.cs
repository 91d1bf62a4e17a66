namespace MesosOperator.Protocol.Codecs;

/// <summary>The media types of the Mesos v1 API, to be compared and sent as they stand, without parameters.</summary>
public static class MediaTypes
{
    /// <summary>Mesos' JSON dialect.</summary>
    public const string Json = "application/json";

    /// <summary>Protobuf's binary form.</summary>
    public const string Protobuf = "application/x-protobuf";

    /// <summary>A stream of records; a header of its own then says which of the two they are in.</summary>
    public const string RecordIO = "application/recordio";

    /// <summary>The header that says what the records of a body are in.</summary>
    public const string MessageContentType = "Message-Content-Type";

    /// <summary>The header that says what a caller takes records in.</summary>
    public const string MessageAccept = "Message-Accept";
}
