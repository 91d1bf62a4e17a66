using MesosOperator.Core.Agents;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Master.Decisions;

/// <summary>Shared volumes may be in several offers and tasks at once; one that is destroyed must be in none (cases V06 and V07).</summary>
internal static class SharedVolumes
{
    /// <summary>What keeps volumes from being destroyed: a task that uses one of them. Volumes that are not shared are not looked at.</summary>
    public static string? UseProblem(Agent agent, ResourceSet destroyed)
    {
        if (!destroyed.HasShared)
            return null;
        var task = agent.Tasks.Values.FirstOrDefault(task => task.HoldsResources && HaveInCommon(task.Info.Resources, destroyed));
        var user = task?.Id ?? agent.GivenUp.Values.FirstOrDefault(copy => HaveInCommon(copy.Held, destroyed))?.TaskId;
        return user is { } id ? InUse(destroyed, id.Value) : null;
    }

    /// <summary>The offers that are to be rescinded when volumes are destroyed.</summary>
    public static IEnumerable<Offer> Offers(Agent agent, ResourceSet destroyed) =>
        destroyed.HasShared ? agent.Offers.Values.Where(offer => HaveInCommon(offer.Resources, destroyed)) : [];

    public static bool HaveInCommon(ResourceSet some, ResourceSet others) =>
        some.HasShared && some.Items.Any(resource => resource.Traits.IsShared && others.Items.Any(resource.IsLike));

    public static string InUse(ResourceSet volumes, string task) => $"{volumes} is in use by task {task}";
}
