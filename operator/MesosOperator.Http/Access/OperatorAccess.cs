using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Views;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Resources;
using MesosOperator.Protocol.Mesos.V1.Master;
using MesosOperator.Runtime.Access;
using MesosOperator.Runtime.Ports;

namespace MesosOperator.Http.Access;

/// <summary>
/// What a principal must be allowed to make an operator call. A read needs the path of the older endpoint that tells the
/// same, so that one right serves both; a change needs a right of its own.
/// </summary>
internal sealed class OperatorAccess(IFrameworkAdmission admissions)
{
    /// <summary>The path whose readers may make a read; null for what everybody who is known may know.</summary>
    public static AccessRequest? Read(Call.Types.Type type) => PathOf(type) is { } path ? new AccessRequest.ReadState(path) : null;

    /// <summary>What a change needs.</summary>
    public IEnumerable<AccessRequest> Change(OperatorCommand command, MasterView view) => command switch
    {
        OperatorCommand.UpdateQuota quota => quota.Configs.Select(config => new AccessRequest.UpdateQuota(config.Role.Value)),
        OperatorCommand.UpdateWeights weights => weights.WeightsMilli.Keys.Select(role => new AccessRequest.UpdateWeight(role.Value)),
        OperatorCommand.TearDownFramework framework => [TearDown(view, framework.FrameworkId)],
        OperatorCommand.MarkAgentGone gone => [new AccessRequest.MarkAgentGone(gone.AgentId.Value, HostOf(view, gone.AgentId))],
        OperatorCommand.DrainAgent drain => Change(view, drain.AgentId)
            .Concat(drain.Plan.After == Core.Agents.AfterDrain.MarkGone ? [new AccessRequest.MarkAgentGone(drain.AgentId.Value, HostOf(view, drain.AgentId))] : []),
        OperatorCommand.DeactivateAgent deactivate => Change(view, deactivate.AgentId),
        OperatorCommand.ReactivateAgent reactivate => Change(view, reactivate.AgentId),
        OperatorCommand.UpdateMaintenance or OperatorCommand.StartMaintenance or OperatorCommand.StopMaintenance => [new AccessRequest.ChangeMaintenance()],
        OperatorCommand.OperateOnAgent { Operation: var operation } => OfOperation(operation),
        _ => throw new ArgumentException($"{command.GetType().Name} is not made by a call", nameof(command)),
    };

    /// <summary>
    /// Reservations and volumes carry the name of who made them: whoever is known may only give his own (semantics 3.7).
    /// Null when there is nothing wrong.
    /// </summary>
    public static string? Mismatch(Principal principal, OperatorCommand command)
    {
        if (principal.ProvenName is not { } name || command is not OperatorCommand.OperateOnAgent { Operation: var operation })
            return null;
        var named = operation switch
        {
            ResourceOperation.Reserve reserve => reserve.Resources.Items.Select(resource => resource.Traits.Reservations.LastOrDefault()?.Principal),
            ResourceOperation.Create create => create.Volumes.Items.Where(resource => resource.Traits.Volume is not null).Select(resource => resource.Traits.Volume!.Principal),
            _ => [],
        };
        return named.FirstOrDefault(found => found != name, name) is var other && other != name
            ? $"Principal '{name}' cannot make what belongs to {(other is null ? "nobody" : $"'{other}'")}: the principal of each reservation and volume must be '{name}'"
            : null;
    }

    /// <summary>A framework that is not known has no name: who may tear down all of them learns so.</summary>
    private AccessRequest.TearDownFramework TearDown(MasterView view, Core.Identity.FrameworkId id)
    {
        if (view.Frameworks.FirstOrDefault(found => found.Id == id) is not { } framework)
            return new("", "");
        var (@namespace, name) = admissions.Locate(framework.Info with { Id = id });
        return new(@namespace, name);
    }

    private static string? PathOf(Call.Types.Type type) => type switch
    {
        Call.Types.Type.GetHealth or Call.Types.Type.GetVersion => null,
        Call.Types.Type.GetFlags or Call.Types.Type.GetLoggingLevel => "/flags",
        Call.Types.Type.GetMetrics => "/metrics/snapshot",
        Call.Types.Type.GetAgents => "/slaves",
        Call.Types.Type.GetFrameworks => "/frameworks",
        Call.Types.Type.GetTasks => "/tasks",
        Call.Types.Type.GetRoles => "/roles",
        Call.Types.Type.GetWeights => "/weights",
        Call.Types.Type.GetQuota => "/quota",
        Call.Types.Type.GetMaintenanceSchedule => "/maintenance/schedule",
        Call.Types.Type.GetMaintenanceStatus => "/maintenance/status",
        _ => "/state",
    };

    private static IEnumerable<AccessRequest> Change(MasterView view, Core.Identity.AgentId agent) =>
        [new AccessRequest.ChangeAgent(agent.Value, HostOf(view, agent))];

    private static string HostOf(MasterView view, Core.Identity.AgentId id) =>
        view.Agents.Concat(view.UnreachableAgents).FirstOrDefault(agent => agent.Id == id)?.Info.Hostname ?? "";

    private static IEnumerable<AccessRequest> OfOperation(ResourceOperation operation) => operation switch
    {
        ResourceOperation.Reserve reserve => RolesOf(reserve.Resources, reserve.Source ?? ResourceSet.Empty).Select(role => new AccessRequest.UpdateReservations(role)),
        ResourceOperation.Unreserve unreserve => RolesOf(unreserve.Resources).Select(role => new AccessRequest.UpdateReservations(role)),
        ResourceOperation.Create create => Volumes(create.Volumes),
        ResourceOperation.Destroy destroy => Volumes(destroy.Volumes),
        ResourceOperation.Grow grow => Volumes(grow.Volume),
        ResourceOperation.Shrink shrink => Volumes(shrink.Volume),
        _ => throw new ArgumentException($"{operation.GetType().Name} is not made by a call", nameof(operation)),
    };

    private static IEnumerable<AccessRequest> Volumes(ResourceSet volumes) => RolesOf(volumes).Select(role => new AccessRequest.UpdateVolumes(role));

    /// <summary>Each role once; what names none is asked about as the role of everybody, so that nothing passes unasked.</summary>
    private static IEnumerable<string> RolesOf(params IEnumerable<ResourceSet> sets) => sets
        .SelectMany(set => set.Items)
        .Select(resource => resource.Traits.ReservedRole ?? Core.Roles.RoleName.Any.Value)
        .Distinct();
}
