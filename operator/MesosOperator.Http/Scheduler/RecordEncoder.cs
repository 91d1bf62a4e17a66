using System.Buffers;
using MesosOperator.Core.Frameworks;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mapping.Scheduler;
using MesosOperator.Protocol.Mesos.V1.Scheduler;
using MesosOperator.Protocol.RecordIO;

namespace MesosOperator.Http.Scheduler;

/// <summary>Turns notices into records of one encoding. For one stream at a time: its buffers are used again.</summary>
internal sealed class RecordEncoder(MessageCodec codec, EventToWire events)
{
    private readonly ArrayBufferWriter<byte> _payload = new();
    private readonly ArrayBufferWriter<byte> _record = new();

    /// <summary>The records of a notice, or a heartbeat for none. Each is valid until the next is asked for.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Encode(FrameworkNotice? notice)
    {
        foreach (var told in notice is null ? [EventToWire.Heartbeat] : events.Map(notice))
            yield return Encode(told);
    }

    private ReadOnlyMemory<byte> Encode(Event told)
    {
        _payload.ResetWrittenCount();
        _record.ResetWrittenCount();
        codec.Write(told, _payload);
        RecordWriter.Write(_record, _payload.WrittenSpan);
        return _record.WrittenMemory;
    }
}
