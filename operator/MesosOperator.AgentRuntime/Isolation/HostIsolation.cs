using System.Collections.Immutable;
using MesosOperator.AgentRuntime.Cgroups;
using MesosOperator.Protocol.Mesos.V1;
using Attribute = MesosOperator.Protocol.Mesos.V1.Attribute;

namespace MesosOperator.AgentRuntime.Isolation;

/// <summary>What keeps tasks apart on this host.</summary>
/// <param name="HasNamespaces">Whether each has process ids and mounts of its own.</param>
/// <param name="Cgroups">What limits them.</param>
/// <param name="Missing">What there is not, each with the reason.</param>
internal sealed record HostIsolation(bool HasNamespaces, ICgroups Cgroups, ImmutableArray<string> Missing)
{
    /// <summary>Mounts of control groups, which a task must not write to.</summary>
    public ImmutableArray<string> Sealed { get; init; } = [];

    /// <summary>What tasks may do beyond the rights of their users.</summary>
    public PrivilegeRules Privileges { get; init; } = new(ulong.MaxValue, false, false);

    /// <summary>Whether a task may see the processes of the host.</summary>
    public bool AllowsSharedProcesses { get; init; }

    /// <summary>For frameworks to choose by: <c>cgroups:v1</c> and such as <c>isolation:cpu,memory,namespaces,pids</c>.</summary>
    public IEnumerable<Attribute> Attributes
    {
        get
        {
            string[] parts = [.. Cgroups.Controllers, .. HasNamespaces ? ["namespaces"] : Array.Empty<string>()];
            yield return Text("cgroups", Cgroups.Version);
            yield return Text("isolation", parts.Length == 0 ? "none" : string.Join(',', parts.Order(StringComparer.Ordinal)));
        }
    }

    private static Attribute Text(string name, string value) =>
        new() { Name = name, Type = Value.Types.Type.Text, Text = new Value.Types.Text { Value = value } };
}
