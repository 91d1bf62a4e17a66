namespace MesosOperator.Protocol.Codecs;

/// <summary>The media types of the Mesos v1 API, to be compared and sent as they stand, without parameters.</summary>
public static class MediaTypes
{
    /// <summary>Mesos' JSON dialect.</summary>
    public const string Json = "application/json";

    /// <summary>Protobuf's binary form.</summary>
    public const string Protobuf = "application/x-protobuf";
}
