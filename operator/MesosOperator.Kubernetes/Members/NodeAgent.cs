using MesosOperator.Core.Agents;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Resources;

namespace MesosOperator.Kubernetes.Members;

/// <summary>A node of a member cluster as the master's agent. Its owner sees to one caller at a time.</summary>
internal sealed class NodeAgent(string name, string uid)
{
    public string Name => name;

    /// <summary>A machine that comes back under its old name is another agent: nothing is left of what ran there.</summary>
    public string Uid => uid;

    public AgentId Id { get; } = new(uid);

    public NodeLinkPhase Phase { get; set; }

    /// <summary>Its link; null while it is apart.</summary>
    public LinkId? Link { get; set; }

    /// <summary>What the master was told last.</summary>
    public AgentInfo? Told { get; set; }

    /// <summary>What operations have made of its resources.</summary>
    public ResourceSet Kept { get; set; } = ResourceSet.Empty;

    /// <summary>The claims of persistent volumes that were destroyed and are still to be deleted.</summary>
    public Queue<string> Destroyed { get; } = new();

    /// <summary>Why the master does not want it; null while it does.</summary>
    public string? Refusal { get; set; }

    /// <summary>Has no link any more; gives back the one that it had.</summary>
    public LinkId? Part()
    {
        var link = Link;
        (Link, Told, Phase) = (null, null, Phase == NodeLinkPhase.Refused ? NodeLinkPhase.Refused : NodeLinkPhase.Apart);
        return link;
    }
}
