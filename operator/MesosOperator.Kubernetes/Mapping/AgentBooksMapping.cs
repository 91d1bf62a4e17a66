using Google.Protobuf;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Partitions;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;
using MesosOperator.Crds.Agents;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mapping.Resources;

namespace MesosOperator.Kubernetes.Mapping;

/// <summary>What of an agent nobody else knows, as its object's status keeps it.</summary>
internal static class AgentBooksMapping
{
    /// <summary>What a status says; what cannot be read of it counts as nothing.</summary>
    public static AgentBooks Of(V1Alpha1AgentStatus status) => new(
        status.Epoch ?? 0,
        [.. (status.GivenUp ?? []).Select(lost => new GivenUpTask(new FrameworkId(lost.FrameworkId), new TaskId(lost.TaskId), new RoleName(lost.Role)))],
        Read(status.Kept));

    /// <summary>A status that says it; what else it says stays.</summary>
    public static V1Alpha1AgentStatus Describe(V1Alpha1AgentStatus status, AgentBooks books) => status with
    {
        Epoch = books.Epoch == 0 ? null : books.Epoch,
        GivenUp = books.GivenUp.IsEmpty ? null
            : [.. books.GivenUp.Select(copy => new LostTask { FrameworkId = copy.FrameworkId.Value, TaskId = copy.TaskId.Value, Role = copy.Role.Value })],
        Kept = books.Kept.IsEmpty ? null
            : Convert.ToBase64String(new OperatorMessage.Types.KeepResources { Resources = { ResourcesToWire.Unallocated(books.Kept) } }.ToByteArray()),
    };

    private static ResourceSet Read(string? kept)
    {
        try
        {
            return kept is null ? ResourceSet.Empty
                : ResourcesFromWire.Map(OperatorMessage.Types.KeepResources.Parser.ParseFrom(Convert.FromBase64String(kept)).Resources).Resources;
        }
        catch (Exception unreadable) when (unreadable is FormatException or InvalidProtocolBufferException)
        {
            return ResourceSet.Empty;
        }
    }
}
