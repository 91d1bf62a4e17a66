using MesosOperator.Core.Agents;

namespace MesosOperator.Core.Invariants;

/// <summary>An agent has one volume of a persistence ID in a role: what is written there is not somebody else's.</summary>
public static class VolumesAreUnique
{
    /// <summary>What breaks the law, or null.</summary>
    public static string? Violation(Agent agent)
    {
        if (agent.Total.IsPlain)
            return null;
        var seen = new HashSet<(string, string?)>();
        foreach (var resource in agent.Total.Items)
            if (resource.Traits.Volume is { } volume && !seen.Add((volume.Id, resource.Traits.ReservedRole)))
                return $"agent {agent.Id} has more than one volume {volume.Id} of role {resource.Traits.ReservedRole}";
        return null;
    }
}
