using Google.Protobuf.Reflection;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Messages;

/// <summary>How enumerated values are spelled on the wire, such as <c>TASK_RUNNING</c>.</summary>
public static class WireNames
{
    private static readonly EnumDescriptor TaskStates = TasksReflection.Descriptor.EnumTypes.Single(names => names.Name == "TaskState");

    /// <summary>The name of a state of a task.</summary>
    public static string Of(TaskState state) => Of(TaskStates, (int)state);

    /// <summary>The name of a value that the enumeration has.</summary>
    public static string Of(EnumDescriptor names, int value)
    {
        ArgumentNullException.ThrowIfNull(names);
        return names.FindValueByNumber(value).Name;
    }
}
