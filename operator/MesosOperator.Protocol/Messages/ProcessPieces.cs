using Google.Protobuf;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.Protocol.Mesos.V1.Agent;

namespace MesosOperator.Protocol.Messages;

/// <summary>What is told of a program that somebody looks on at.</summary>
public static class ProcessPieces
{
    /// <summary>That all is well, though nothing is said; to be told so often.</summary>
    public static ProcessIO Heartbeat(TimeSpan every) => new()
    {
        Type = ProcessIO.Types.Type.Control,
        Control = new()
        {
            Type = ProcessIO.Types.Control.Types.Type.Heartbeat,
            Heartbeat = new() { Interval = new DurationInfo { Nanoseconds = every.Ticks * TimeSpan.NanosecondsPerTick } },
        },
    };

    /// <summary>Something that a program said. The bytes are not copied.</summary>
    public static ProcessIO Output(ReadOnlyMemory<byte> data) => Said(data, ProcessIO.Types.Data.Types.Type.Stdout);

    /// <summary>Something that a program said about what went wrong. The bytes are not copied.</summary>
    public static ProcessIO Errors(ReadOnlyMemory<byte> data) => Said(data, ProcessIO.Types.Data.Types.Type.Stderr);

    private static ProcessIO Said(ReadOnlyMemory<byte> data, ProcessIO.Types.Data.Types.Type type) => new()
    {
        Type = ProcessIO.Types.Type.Data,
        Data = new() { Type = type, Data_ = UnsafeByteOperations.UnsafeWrap(data) },
    };
}
