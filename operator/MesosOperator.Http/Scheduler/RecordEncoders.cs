using MesosOperator.Http.Addresses;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mapping.Scheduler;

namespace MesosOperator.Http.Scheduler;

/// <summary>Makes an encoder for each stream.</summary>
internal sealed class RecordEncoders(MasterAddress address, HttpOptions options)
{
    public RecordEncoder For(MessageCodec codec) => new(codec, new EventToWire(address.Info, options.AnnouncedHeartbeat));
}
