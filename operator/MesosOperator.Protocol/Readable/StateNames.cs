using Google.Protobuf.Reflection;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Readable;

/// <summary>The names that enumerated values have on the wire.</summary>
public static class StateNames
{
    /// <summary>Capabilities of frameworks.</summary>
    public static readonly EnumDescriptor FrameworkCapability =
        FrameworkInfo.Types.Capability.Descriptor.EnumTypes.Single(type => type.Name == "Type");

    /// <summary>Types of executors.</summary>
    public static readonly EnumDescriptor ExecutorType = ExecutorInfo.Descriptor.EnumTypes.Single(type => type.Name == "Type");

    /// <summary>Capabilities of agents.</summary>
    public static readonly EnumDescriptor AgentCapability =
        AgentInfo.Types.Capability.Descriptor.EnumTypes.Single(type => type.Name == "Type");
}
