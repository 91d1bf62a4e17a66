using System.Runtime.InteropServices;
using MesosOperator.Protocol.Mesos.V1;
using Attribute = MesosOperator.Protocol.Mesos.V1.Attribute;

namespace MesosOperator.AgentRuntime.Inventory;

/// <summary>What frameworks may choose a host by.</summary>
internal static class HostAttributes
{
    /// <summary>Operating system, architecture and version of the kernel.</summary>
    public static IEnumerable<Attribute> OfSystem() =>
    [
        Text("os", "linux"),
        Text("arch", RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "amd64"),
        Text("kernel", System.Environment.OSVersion.Version.ToString(3)),
    ];

    public static Attribute Text(string name, string value) =>
        new() { Name = name, Type = Value.Types.Type.Text, Text = new Value.Types.Text { Value = value } };
}
