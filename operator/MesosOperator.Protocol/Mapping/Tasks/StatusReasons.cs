using System.Collections.Frozen;
using MesosOperator.Core.Tasks;
using Reason = MesosOperator.Protocol.Mesos.V1.TaskStatus.Types.Reason;

namespace MesosOperator.Protocol.Mapping.Tasks;

/// <summary>The reasons of task states. Both sets are the same and nearly all names too, so pairs are found by name.</summary>
public static class StatusReasons
{
    private static readonly FrozenDictionary<StatusReason, Reason> ByCore =
        Enum.GetValues<StatusReason>().ToFrozenDictionary(reason => reason, Find);

    private static readonly FrozenDictionary<Reason, StatusReason> ByWire =
        ByCore.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>The reason of a wire reason.</summary>
    public static StatusReason FromWire(Reason reason) => ByWire[reason];

    /// <summary>The wire reason of a reason.</summary>
    public static Reason ToWire(StatusReason reason) => ByCore[reason];

    private static Reason Find(StatusReason reason) => reason switch
    {
        StatusReason.GarbageCollectionError => Reason.GcError,
        StatusReason.InvalidFrameworkId => Reason.InvalidFrameworkid,
        _ => Enum.Parse<Reason>(reason.ToString(), ignoreCase: true),
    };
}
