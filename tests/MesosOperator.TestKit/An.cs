using MesosOperator.Core.Agents;

namespace MesosOperator.TestKit;

/// <summary>Where a test begins to describe what it needs: <c>An.Agent("a1").With("cpus:4;mem:8192")</c>.</summary>
public static class An
{
    /// <summary>What every agent of today knows of roles.</summary>
    public const AgentCapabilities UsualCapabilities =
        AgentCapabilities.MultiRole | AgentCapabilities.HierarchicalRole | AgentCapabilities.ReservationRefinement;

    public static AgentBuilder Agent(string hostname = "host") =>
        new(new(hostname, "127.0.0.1", 5051, ResourceText.Parse("cpus:4;mem:8192")) { Capabilities = UsualCapabilities });
}
