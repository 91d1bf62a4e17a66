using Google.Protobuf.Reflection;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Http.Reading.State;

/// <summary>The names that enumerated values have on the wire.</summary>
internal static class StateNames
{
    public static readonly EnumDescriptor FrameworkCapability =
        FrameworkInfo.Types.Capability.Descriptor.EnumTypes.Single(type => type.Name == "Type");

    public static readonly EnumDescriptor ExecutorType = ExecutorInfo.Descriptor.EnumTypes.Single(type => type.Name == "Type");

    public static readonly EnumDescriptor AgentCapability =
        AgentInfo.Types.Capability.Descriptor.EnumTypes.Single(type => type.Name == "Type");
}
