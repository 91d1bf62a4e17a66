using System.Collections.Immutable;
using Google.Protobuf.Reflection;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Maintenance;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Roles;
using MesosOperator.Protocol.Mapping.Frameworks;
using MesosOperator.Protocol.Mapping.Offers;
using MesosOperator.Protocol.Mapping.Tasks;
using MesosOperator.Protocol.Mesos.V1.Scheduler;
using MesosOperator.Protocol.Messages;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Scheduler;

/// <summary>
/// Calls of schedulers as commands of the core. A call must have passed
/// <see cref="Validation.SchedulerCallValidator"/>.
/// </summary>
public static class CommandFromWire
{
    /// <summary>A SUBSCRIBE call, for a stream that is new; the principal that was authenticated is filled in where the framework names none.</summary>
    public static SubscriptionCommand.Subscribe Subscribe(Call call, StreamId stream, string? principal)
    {
        ArgumentNullException.ThrowIfNull(call);
        var subscribe = call.Subscribe;
        var (info, defect) = FrameworkFromWire.Map(subscribe.FrameworkInfo);
        var constraints = ConstraintsFromWire.Map(subscribe.OfferConstraints);
        return new(stream, info with { Principal = info.Principal ?? principal }, Roles(subscribe.SuppressedRoles))
        {
            Constraints = constraints.Constraints,
            Defect = defect ?? constraints.Problem,
        };
    }

    /// <summary>Any other call.</summary>
    public static FrameworkCommand Map(Call call, Caller caller)
    {
        ArgumentNullException.ThrowIfNull(call);
        var id = new FrameworkId(call.FrameworkId.Value);
        return call.Type switch
        {
            Call.Types.Type.Teardown => new FrameworkCommand.TearDown(id, caller),
            Call.Types.Type.Accept => new FrameworkCommand.Accept(
                id, caller, Offers(call.Accept.OfferIds), OperationsFromWire.Map(call.Accept.Operations), RefuseFor(call.Accept.Filters)),
            Call.Types.Type.Decline => new FrameworkCommand.Decline(
                id, caller, Offers(call.Decline.OfferIds), RefuseFor(call.Decline.Filters)),
            Call.Types.Type.Revive => new FrameworkCommand.Revive(id, caller, Roles(call.Revive?.Roles)),
            Call.Types.Type.Suppress => new FrameworkCommand.Suppress(id, caller, Roles(call.Suppress?.Roles)),
            Call.Types.Type.Request => DemandFromWire.Map(id, caller, call.Request),
            Call.Types.Type.Reconcile => new FrameworkCommand.Reconcile(
                id, caller, [.. call.Reconcile.Tasks.Select(task => new TaskQuery(new TaskId(task.TaskId.Value), Agent(task.AgentId)))]),
            Call.Types.Type.AcceptInverseOffers => new FrameworkCommand.AnswerInverseOffers(
                id, caller, Offers(call.AcceptInverseOffers.InverseOfferIds), InverseAnswer.Accept, RefuseFor(call.AcceptInverseOffers.Filters)),
            Call.Types.Type.DeclineInverseOffers => new FrameworkCommand.AnswerInverseOffers(
                id, caller, Offers(call.DeclineInverseOffers.InverseOfferIds), InverseAnswer.Decline, RefuseFor(call.DeclineInverseOffers.Filters)),
            Call.Types.Type.AcknowledgeOperationStatus => new FrameworkCommand.AcknowledgeOperation(
                id,
                caller,
                new OperationId(call.AcknowledgeOperationStatus.OperationId.Value),
                UpdateIds.FromWire(call.AcknowledgeOperationStatus.Uuid)!.Value),
            Call.Types.Type.ReconcileOperations => new FrameworkCommand.ReconcileOperations(
                id,
                caller,
                [.. call.ReconcileOperations.Operations.Select(asked => new OperationQuery(new OperationId(asked.OperationId.Value), Agent(asked.AgentId)))]),
            Call.Types.Type.UpdateFramework => Update(call.UpdateFramework, id, caller),
            _ => OfOneTask(call, id, caller),
        };
    }

    private static FrameworkCommand.Update Update(Call.Types.UpdateFramework update, FrameworkId id, Caller caller)
    {
        var (info, defect) = FrameworkFromWire.Map(update.FrameworkInfo);
        var constraints = ConstraintsFromWire.Map(update.OfferConstraints);
        return new(id, caller, info with { Id = id, Principal = info.Principal ?? caller.Principal }, Roles(update.SuppressedRoles))
        {
            Constraints = constraints.Constraints,
            Defect = defect ?? constraints.Problem,
        };
    }

    private static FrameworkCommand OfOneTask(Call call, FrameworkId id, Caller caller) => call.Type switch
    {
        Call.Types.Type.Kill => new FrameworkCommand.Kill(
            id, caller, new TaskId(call.Kill.TaskId.Value), Agent(call.Kill.AgentId), KillPolicies.FromWire(call.Kill.KillPolicy)),
        Call.Types.Type.Acknowledge => new FrameworkCommand.Acknowledge(
            id,
            caller,
            new AgentId(call.Acknowledge.AgentId.Value),
            new TaskId(call.Acknowledge.TaskId.Value),
            UpdateIds.FromWire(call.Acknowledge.Uuid)!.Value),
        Call.Types.Type.Message => new FrameworkCommand.Message(
            id,
            caller,
            new AgentId(call.Message.AgentId.Value),
            new ExecutorId(call.Message.ExecutorId.Value),
            Payloads.Wrap(call.Message.Data)),
        Call.Types.Type.Shutdown => new FrameworkCommand.ShutDownExecutor(
            id, caller, new AgentId(call.Shutdown.AgentId.Value), new ExecutorId(call.Shutdown.ExecutorId.Value)),
        _ => new FrameworkCommand.Unserved(id, caller, NameOf(call.Type)),
    };

    private static ImmutableArray<OfferId> Offers(IEnumerable<Wire.OfferID> ids) => [.. ids.Select(id => new OfferId(id.Value))];

    private static ImmutableArray<RoleName> Roles(IEnumerable<string>? roles) => roles is null ? [] : [.. roles.Select(role => new RoleName(role))];

    private static AgentId? Agent(Wire.AgentID? id) => id is null ? null : new AgentId(id.Value);

    private static TimeSpan RefuseFor(Wire.Filters? filters) =>
        RefuseDuration.FromSeconds(filters is { HasRefuseSeconds: true } ? filters.RefuseSeconds : null);

    private static string NameOf(Call.Types.Type type) =>
        WireNames.Of(Call.Descriptor.FindDescriptor<EnumDescriptor>("Type"), (int)type);
}
