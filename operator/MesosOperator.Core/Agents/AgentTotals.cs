using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Agents;

/// <summary>All that may be offered of an agent.</summary>
internal static class AgentTotals
{
    /// <summary>
    /// What an agent has, with what operations have made of it. Of revocable resources, and of all where the agent is
    /// elastic, at least as much as is used; null where it has no room for what it keeps.
    /// </summary>
    public static ResourceSet? Of(AgentInfo info, ResourceSet kept, ResourceSet used)
    {
        var configured = Agent.Offerable(info);
        if (!info.IsElastic)
            return KeptResources.Restore(configured, kept) is { } total ? RevocableResources.Cover(total, used) : null;
        return Cover(KeptResources.Restore(Cover(configured, KeptResources.Unmade(kept)), kept)!, used);
    }

    private static ResourceSet Cover(ResourceSet total, ResourceSet least)
    {
        foreach (var resource in least.Items)
        {
            var whole = ResourceSet.Of(resource);
            if (total.Covers(whole))
                continue;
            var there = total.Where(resource.IsLike);
            total = total - there + (there.IsEmpty ? whole : ResourceSet.Of(there.Items.Select(resource.AtLeast)));
        }

        return total;
    }
}
