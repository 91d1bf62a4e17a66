using System.Collections.Immutable;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Views;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Resources;
using MesosOperator.Crds.Agents;
using MesosOperator.Runtime.Loop;

namespace MesosOperator.Kubernetes.Controllers.Agents;

/// <summary>
/// Reserves what an agent's spec says for roles, and gives back what it no longer says. What it made is told by a label of
/// the reservation, so that reservations of frameworks and of the agent itself are left alone.
/// </summary>
internal sealed class Reserve(IMaster master)
{
    private static readonly Label OfSpec = new("mesosoperator.io/reserved-by", "spec");

    /// <summary>What the master refuses, if anything.</summary>
    public async Task<string?> RunAsync(V1Alpha1Agent agent, AgentView seen, CancellationToken stop)
    {
        var wanted = Wanted(agent.Spec);
        if (Reserved(seen).Equals(wanted))
            return null;
        // What was seen may be from before the last operation; to reserve twice would be wrong.
        if ((await master.ViewAsync(stop))?.Agents.FirstOrDefault(agent => agent.Id == seen.Id) is not { } view)
            return null;
        var surplus = Less(Reserved(view), wanted);
        var missing = Less(wanted, Reserved(view));
        return await OperateAsync(view.Id, surplus, new ResourceOperation.Unreserve(surplus))
            ?? await OperateAsync(view.Id, missing, new ResourceOperation.Reserve(missing));
    }

    private static ResourceSet Reserved(AgentView view) =>
        view.Total.Where(resource => IsOfSpec(resource) && resource.Traits.Volume is null);

    private async Task<string?> OperateAsync(AgentId agent, ResourceSet resources, ResourceOperation operation)
    {
        if (resources.IsEmpty)
            return null;
        var result = await master.CallAsync(new OperatorCommand.OperateOnAgent(agent, operation));
        return result.IsDone ? null : $"spec.reservations: {result.Refusal?.Message ?? $"the master takes no changes now: {result.Admission}"}";
    }

    private static ResourceSet Wanted(V1Alpha1AgentSpec spec) => ResourceSet.Of(
        (spec.Reservations ?? []).SelectMany(reserved => reserved.Resources.ToResourceSet().Items.Select(item => item.With(new ResourceTraits
        {
            Reservations =
            [
                new Reservation(
                    ReservationKind.Dynamic,
                    reserved.Role,
                    reserved.Principal,
                    [OfSpec, .. (reserved.Labels ?? new Dictionary<string, string>()).OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => new Label(label.Key, label.Value))]),
            ],
        }))));

    private static bool IsOfSpec(Resource resource) =>
        resource.Traits.Reservations is [.., { Kind: ReservationKind.Dynamic } last] && last.Labels.Contains(OfSpec);

    /// <summary>What of the one is not in the other.</summary>
    private static ResourceSet Less(ResourceSet one, ResourceSet other) => ResourceSet.Of(one.Items.Select(item =>
        other.Items.FirstOrDefault(item.IsLike) is { } like ? Less(item, like) : item));

    private static Resource Less(Resource one, Resource other) => one.Kind switch
    {
        ResourceKind.Scalar => Resource.Of(one.Name, one.Amount.MinusAtMost(other.Amount), one.Traits),
        ResourceKind.Ranges => Resource.Of(one.Name, one.Ranges.Except(other.Ranges), one.Traits),
        _ => Resource.Of(one.Name, one.Set.Except(other.Set), one.Traits),
    };
}
