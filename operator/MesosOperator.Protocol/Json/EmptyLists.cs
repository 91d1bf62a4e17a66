using Google.Protobuf.Reflection;
using MesosOperator.Protocol.Mesos.V1.Master;

namespace MesosOperator.Protocol.Json;

/// <summary>The lists that a Mesos master writes even when nothing is in them, and that tools look for without asking.</summary>
internal static class EmptyLists
{
    private static readonly HashSet<FieldDescriptor> Shown =
    [
        .. Of(Response.Types.GetTasks.Descriptor, "tasks", "unreachable_tasks", "completed_tasks"),
        .. Of(Response.Types.GetExecutors.Descriptor, "executors"),
        .. Of(Response.Types.GetFrameworks.Descriptor, "frameworks", "completed_frameworks"),
        .. Of(Response.Types.GetAgents.Descriptor, "agents", "recovered_agents"),
    ];

    public static bool AreShown(FieldDescriptor field) => Shown.Contains(field);

    private static IEnumerable<FieldDescriptor> Of(MessageDescriptor message, params IEnumerable<string> names) => names.Select(message.FindFieldByName);
}
