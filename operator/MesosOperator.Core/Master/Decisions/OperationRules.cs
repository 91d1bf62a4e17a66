using MesosOperator.Core.Agents;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Master.Decisions;

/// <summary>What an operation on resources must satisfy, whoever wants it (semantics 3.7, cases K17 to K22).</summary>
internal static class OperationRules
{
    /// <summary>What is wrong with an operation on an agent that has a total, or null.</summary>
    public static string? Problem(ResourceOperation operation, Agent agent, ResourceSet total) => operation.Defect ?? operation switch
    {
        ResourceOperation.Reserve reserve => Invalid("RESERVE", ReserveProblem(reserve, agent)),
        ResourceOperation.Unreserve unreserve => Invalid("UNRESERVE", Emptiness(unreserve.Resources) ?? First(unreserve.Resources, UnreserveProblem)),
        ResourceOperation.Create create => Invalid("CREATE", Emptiness(create.Volumes) ?? First(create.Volumes, volume => CreateProblem(volume, total)) ?? Doubled(create.Volumes)),
        ResourceOperation.Destroy destroy => Invalid("DESTROY", Emptiness(destroy.Volumes) ?? First(destroy.Volumes, VolumeProblem)),
        ResourceOperation.Grow grow => Invalid("GROW_VOLUME", ResizeProblem(grow.Volume, agent) ?? GrowProblem(grow)),
        ResourceOperation.Shrink shrink => Invalid("SHRINK_VOLUME", ResizeProblem(shrink.Volume, agent) ?? ShrinkProblem(shrink)),
        ResourceOperation.Unsupported unsupported => $"Operations of type {unsupported.Name} are not served by this operator",
        _ => throw new Primitives.InvariantViolationException($"every operation has its rules, {operation.GetType().Name} too"),
    };

    /// <summary>What is wrong with a framework's operation on an offer beyond that, or null.</summary>
    public static string? ProblemOf(Framework framework, Offer offer, ResourceOperation operation)
    {
        if (operation.AllocationRole is { } role && role != offer.Role)
            return $"The operation uses resources allocated to role '{role}' while the offer is allocated to role '{offer.Role}'";
        return operation switch
        {
            ResourceOperation.Reserve { Source: not null } => Invalid("RESERVE", "'source' must not be set by frameworks"),
            ResourceOperation.Reserve reserve => Invalid("RESERVE", First(reserve.Resources, resource => ClaimProblem(framework, offer, resource))),
            ResourceOperation.Create create => Invalid("CREATE", First(create.Volumes, volume => PrincipalProblem(framework, volume.Traits.Volume!.Principal) ?? SharingProblem(framework, volume))),
            _ => null,
        };
    }

    private static string? ClaimProblem(Framework framework, Offer offer, Resource resource)
    {
        var role = new RoleName(resource.Traits.ReservedRole!);
        if (!framework.Info.Roles.Contains(role))
            return $"the framework does not have the role '{role}' that {resource} is reserved for";
        return role.IsAtOrBelow(offer.Role.Value)
            ? PrincipalProblem(framework, resource.Traits.Reservations[^1].Principal)
            : $"{resource} is reserved for a role other than '{offer.Role}', which it is allocated to, and not below it";
    }

    /// <summary>Who says who it is answers for what it reserves; who does not may name anybody, as in Mesos without authentication.</summary>
    private static string? PrincipalProblem(Framework framework, string? given) =>
        framework.Info.Principal is { } principal && given != principal
            ? $"a framework with principal '{principal}' cannot act for principal '{given}'"
            : null;

    private static string? SharingProblem(Framework framework, Resource volume) =>
        volume.Traits.IsShared && !framework.Info.Can(FrameworkCapabilities.SharedResources)
            ? $"{volume} is shared, and the framework has no SHARED_RESOURCES capability"
            : null;

    private static string? ReserveProblem(ResourceOperation.Reserve reserve, Agent agent) =>
        Emptiness(reserve.Resources)
        ?? First(reserve.Resources, resource => ReservationProblem(resource, agent))
        ?? (reserve.Source is { } source ? SourceProblem(source, reserve.Resources) : null);

    private static string? ReservationProblem(Resource resource, Agent agent)
    {
        if (resource.Traits.Volume is not null)
            return $"{resource} is a persistent volume";
        if (resource.Traits.IsRevocable)
            return $"{resource} is revocable";
        if (UnreserveProblem(resource) is { } problem)
            return problem;
        return (StackProblem(resource), resource.Traits.ReservedRole!.Contains('/')) switch
        {
            ({ } stack, _) => stack,
            (_, true) when (agent.Info.Capabilities & AgentCapabilities.HierarchicalRole) == 0 =>
                $"{resource} is reserved for a role with a path, which agent {agent.Id} does not know",
            _ when resource.Traits.Reservations.Length > 1 && (agent.Info.Capabilities & AgentCapabilities.ReservationRefinement) == 0 =>
                $"{resource} refines a reservation, which agent {agent.Id} does not know",
            _ => null,
        };
    }

    /// <summary>Roles are valid, and each claim is for a role below that of the one before it.</summary>
    private static string? StackProblem(Resource resource)
    {
        var stack = resource.Traits.Reservations;
        for (var index = 0; index < stack.Length; index++)
        {
            if (stack[index].Role == RoleName.Any.Value || RoleName.Problem(stack[index].Role) is not null)
                return $"{resource} is reserved for '{stack[index].Role}', which is no role that can have reservations";
            if (index > 0 && (stack[index].Role == stack[index - 1].Role || !new RoleName(stack[index].Role).IsAtOrBelow(stack[index - 1].Role)))
                return $"{resource} is reserved for '{stack[index].Role}', which is not below '{stack[index - 1].Role}'";
            if (index > 0 && stack[index].Kind != ReservationKind.Dynamic)
                return $"{resource} has a static reservation on top of another";
        }

        return null;
    }

    private static string? SourceProblem(ResourceSet source, ResourceSet resources) =>
        First(source, resource => resource.Traits.Volume is not null || resource.Traits.IsRevocable ? $"{resource} cannot be reserved in another way" : null)
        ?? (Unmade(source).Equals(Unmade(resources)) ? null : $"'source' {source} and 'resources' {resources} are not the same but for their reservations");

    private static ResourceSet Unmade(ResourceSet resources) => ResourceSet.Of(resources.Items.Select(KeptResources.Unmade));

    private static string? UnreserveProblem(Resource resource)
    {
        if (resource.Traits.Volume is not null)
            return $"{resource} is a persistent volume";
        return resource.Traits.Reservations is [.., { Kind: ReservationKind.Dynamic }] ? null : $"{resource} is not dynamically reserved";
    }

    private static string? VolumeProblem(Resource resource) => resource.Traits.Volume is null ? $"{resource} is not a persistent volume" : null;

    private static string? CreateProblem(Resource volume, ResourceSet total)
    {
        if (VolumeProblem(volume) is { } problem)
            return problem;
        if (volume.Traits.Reservations.IsEmpty || volume.Traits.IsRevocable)
            return $"{volume} is not reserved, or revocable";
        if (volume.Traits.DiskKind is DiskKind.Block or DiskKind.Raw)
            return $"{volume} is on a {volume.Traits.DiskKind} disk";
        return total.Items.Any(other => IsSame(other, volume)) ? $"{volume} has a persistence ID that another volume of its role has" : null;
    }

    /// <summary>A persistence ID is unique on an agent within a role (cases K19 and L07).</summary>
    private static bool IsSame(Resource one, Resource other) =>
        one.Traits.Volume is { } volume && volume.Id == other.Traits.Volume!.Id && one.Traits.ReservedRole == other.Traits.ReservedRole;

    private static string? Doubled(ResourceSet volumes) =>
        volumes.Items.GroupBy(volume => (volume.Traits.Volume!.Id, volume.Traits.ReservedRole)).FirstOrDefault(group => group.Count() > 1) is { } group
            ? $"{group.First()} is created twice"
            : null;

    private static string? ResizeProblem(ResourceSet volume, Agent agent)
    {
        if (volume.Items is not [{ Traits.Volume: not null } only])
            return $"{volume} is not one persistent volume";
        if (only.Traits.IsShared)
            return $"{only} is shared";
        if (only.Traits.DiskKind is not (DiskKind.Root or DiskKind.Path))
            return $"{only} is on a {only.Traits.DiskKind} disk, which cannot be cut";
        return (agent.Info.Capabilities & AgentCapabilities.ResizeVolume) == 0 ? $"agent {agent.Id} cannot resize volumes" : null;
    }

    private static string? GrowProblem(ResourceOperation.Grow grow) =>
        grow.Addition.Items is [{ Kind: ResourceKind.Scalar } addition] && addition.IsLike(OperationConversions.WithoutVolume(grow.Volume.Items[0]))
            ? null
            : $"{grow.Addition} is not more of what {grow.Volume} is made of";

    private static string? ShrinkProblem(ResourceOperation.Shrink shrink) =>
        !shrink.Subtract.IsZero && shrink.Subtract < shrink.Volume.Items[0].Amount
            ? null
            : $"{shrink.Subtract} is not more than nothing and less than {shrink.Volume}";

    private static string? Emptiness(ResourceSet resources) => resources.IsEmpty ? "there are no resources" : null;

    private static string? First(ResourceSet resources, Func<Resource, string?> problem) =>
        resources.Items.Select(problem).FirstOrDefault(found => found is not null);

    private static string? Invalid(string operation, string? problem) => problem is null ? null : $"Invalid {operation} Operation: {problem}";
}
