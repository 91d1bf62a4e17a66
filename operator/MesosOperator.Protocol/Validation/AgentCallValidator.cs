using Google.Protobuf.Reflection;
using MesosOperator.Protocol.Mesos.V1.Agent;
using MesosOperator.Protocol.Messages;

namespace MesosOperator.Protocol.Validation;

/// <summary>What a call of an agent's operator API must hold before it is looked into; the messages are those of a Mesos agent.</summary>
public static class AgentCallValidator
{
    /// <summary>The part of the message that each type of call must have: that of its own name, but for those that only narrow it down.</summary>
    private static readonly Dictionary<Call.Types.Type, FieldDescriptor> Parts = Enum.GetValues<Call.Types.Type>()
        .Where(type => type is not (Call.Types.Type.GetContainers or Call.Types.Type.PruneImages))
        .Select(type => (type, Part: Call.Descriptor.FindFieldByName(WireName(type).ToLowerInvariant())))
        .Where(pair => pair.Part is not null)
        .ToDictionary(pair => pair.type, pair => pair.Part);

    /// <summary>The text of the 400 answer, or null when the call is well formed.</summary>
    public static string? Validate(Call call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var absent = !call.HasType ? "type"
            : Parts.TryGetValue(call.Type, out var part) && !part.Accessor.HasValue(call) ? part.Name
            : null;
        return absent is null ? null : $"Failed to validate agent::Call: Expecting '{absent}' to be present";
    }

    /// <summary>The name of a type on the wire.</summary>
    public static string WireName(Call.Types.Type type) => WireNames.Of(Call.Descriptor.FindDescriptor<EnumDescriptor>("Type"), (int)type);
}
