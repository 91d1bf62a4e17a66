using MesosOperator.Core.Frameworks;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mapping.Scheduler;

namespace MesosOperator.Http.Scheduler;

/// <summary>Turns notices into records of one encoding. For one stream at a time: its buffers are used again.</summary>
internal sealed class RecordEncoder(MessageCodec codec, EventToWire events)
{
    private readonly MessageRecords _records = new(codec);

    /// <summary>The records of a notice, or a heartbeat for none. Each is valid until the next is asked for.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Encode(FrameworkNotice? notice)
    {
        foreach (var told in notice is null ? [EventToWire.Heartbeat] : events.Map(notice))
            yield return _records.Encode(told);
    }
}
