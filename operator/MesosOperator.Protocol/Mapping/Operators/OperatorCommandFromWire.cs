using Google.Protobuf.WellKnownTypes;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Allocation;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Offers;
using MesosOperator.Protocol.Mapping.Maintenance;
using MesosOperator.Protocol.Mapping.Offers;
using MesosOperator.Protocol.Mesos.V1.Master;
using Kind = MesosOperator.Protocol.Mesos.V1.Offer.Types.Operation.Types.Type;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Operators;

/// <summary>Operator calls that change something, as the core takes them; their form was checked before.</summary>
public static class OperatorCommandFromWire
{
#pragma warning disable CS0612 // Tools still make the old calls.
    /// <summary>Whether a call sets or removes a quota in the old way: one that exists is not set again.</summary>
    public static bool IsOldQuota(Call.Types.Type type) => type is Call.Types.Type.SetQuota or Call.Types.Type.RemoveQuota;
#pragma warning restore CS0612

    /// <summary>Whether a call changes something and is served.</summary>
    public static bool IsChange(Call.Types.Type type) => type is
        Call.Types.Type.UpdateWeights or Call.Types.Type.UpdateQuota
        or Call.Types.Type.Teardown or Call.Types.Type.DrainAgent or Call.Types.Type.DeactivateAgent or Call.Types.Type.ReactivateAgent
        or Call.Types.Type.MarkAgentGone || IsMaintenance(type) || IsOperation(type) || IsOldQuota(type);

    /// <summary>Whether a call changes resources of an agent: it is answered with 202, not with 200.</summary>
    public static bool IsOperation(Call.Types.Type type) => type is
        Call.Types.Type.ReserveResources or Call.Types.Type.UnreserveResources or Call.Types.Type.CreateVolumes
        or Call.Types.Type.DestroyVolumes or Call.Types.Type.GrowVolume or Call.Types.Type.ShrinkVolume;

    private static bool IsMaintenance(Call.Types.Type type) => type is
        Call.Types.Type.UpdateMaintenanceSchedule or Call.Types.Type.StartMaintenance or Call.Types.Type.StopMaintenance;

    /// <summary>Maps a call that <see cref="IsChange"/>.</summary>
    public static MappedCommand Map(Call call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return call.Type switch
        {
            Call.Types.Type.UpdateWeights => RolesFromWire.Weights(call.UpdateWeights.WeightInfos),
            Call.Types.Type.UpdateQuota => RolesFromWire.Quotas(
                call.UpdateQuota.QuotaConfigs, call.UpdateQuota.Force ? Overcommit.Allow : Overcommit.Refuse),
#pragma warning disable CS0612 // Tools still make the old calls.
            Call.Types.Type.SetQuota => RolesFromWire.OldQuota(call.SetQuota.QuotaRequest),
            Call.Types.Type.RemoveQuota => MappedCommand.Of(
                new OperatorCommand.UpdateQuota([new(new(call.RemoveQuota.Role), Quota.None)], Overcommit.Allow)),
#pragma warning restore CS0612
            Call.Types.Type.Teardown => MappedCommand.Of(new OperatorCommand.TearDownFramework(new(call.Teardown.FrameworkId.Value))),
            Call.Types.Type.DrainAgent => Drain(call.DrainAgent),
            Call.Types.Type.DeactivateAgent => MappedCommand.Of(new OperatorCommand.DeactivateAgent(new(call.DeactivateAgent.AgentId.Value))),
            Call.Types.Type.ReactivateAgent => MappedCommand.Of(new OperatorCommand.ReactivateAgent(new(call.ReactivateAgent.AgentId.Value))),
            Call.Types.Type.MarkAgentGone => MappedCommand.Of(new OperatorCommand.MarkAgentGone(new(call.MarkAgentGone.AgentId.Value))),
            _ => IsMaintenance(call.Type) ? Maintain(call) : Operate(call),
        };
    }

    private static MappedCommand Drain(Call.Types.DrainAgent drain)
    {
        TimeSpan? grace = null;
        if (drain.MaxGracePeriod is { } stated)
        {
            if (stated.Seconds is < 0 or > Duration.MaxSeconds || stated.Nanos is < 0 or > 999_999_999)
            {
                return MappedCommand.Fault("'max_grace_period' is not a duration that is positive or zero");
            }

            grace = stated.ToTimeSpan();
        }

        return MappedCommand.Of(new OperatorCommand.DrainAgent(
            new(drain.AgentId.Value), new(grace, drain.MarkGone ? AfterDrain.MarkGone : AfterDrain.Keep)));
    }

    private static MappedCommand Maintain(Call call)
    {
        var named = call.Type switch
        {
            Call.Types.Type.StartMaintenance => call.StartMaintenance.Machines,
            Call.Types.Type.StopMaintenance => call.StopMaintenance.Machines,
            _ => call.UpdateMaintenanceSchedule.Schedule.Windows.SelectMany(window => window.MachineIds),
        };
        if (MaintenanceFromWire.Problem(named) is { } problem)
        {
            return MappedCommand.Fault(problem);
        }

        return MappedCommand.Of(call.Type switch
        {
            Call.Types.Type.StartMaintenance => new OperatorCommand.StartMaintenance(MaintenanceFromWire.Machines(named)),
            Call.Types.Type.StopMaintenance => new OperatorCommand.StopMaintenance(MaintenanceFromWire.Machines(named)),
            _ => new OperatorCommand.UpdateMaintenance(MaintenanceFromWire.Windows(call.UpdateMaintenanceSchedule.Schedule)),
        });
    }

    private static MappedCommand Operate(Call call)
    {
        var (agent, operation) = call.Type switch
        {
            Call.Types.Type.ReserveResources => (call.ReserveResources.AgentId, new Wire.Offer.Types.Operation
            {
                Type = Kind.Reserve,
                Reserve = new() { Source = { call.ReserveResources.Source }, Resources = { call.ReserveResources.Resources } },
            }),
            Call.Types.Type.UnreserveResources => (call.UnreserveResources.AgentId, new()
            {
                Type = Kind.Unreserve,
                Unreserve = new() { Resources = { call.UnreserveResources.Resources } },
            }),
            Call.Types.Type.CreateVolumes => (call.CreateVolumes.AgentId, new()
            {
                Type = Kind.Create,
                Create = new() { Volumes = { call.CreateVolumes.Volumes } },
            }),
            Call.Types.Type.DestroyVolumes => (call.DestroyVolumes.AgentId, new()
            {
                Type = Kind.Destroy,
                Destroy = new() { Volumes = { call.DestroyVolumes.Volumes } },
            }),
            Call.Types.Type.GrowVolume => (call.GrowVolume.AgentId, new()
            {
                Type = Kind.GrowVolume,
                GrowVolume = new() { Volume = call.GrowVolume.Volume, Addition = call.GrowVolume.Addition },
            }),
            Call.Types.Type.ShrinkVolume => (call.ShrinkVolume.AgentId, new()
            {
                Type = Kind.ShrinkVolume,
                ShrinkVolume = new() { Volume = call.ShrinkVolume.Volume, Subtract = call.ShrinkVolume.Subtract },
            }),
            _ => throw new ArgumentException($"{call.Type} is not a call that changes something", nameof(call)),
        };
        if (agent is null)
        {
            return MappedCommand.Fault("Expecting 'agent_id' to be present");
        }

        var mapped = ResourceOperationsFromWire.Map(operation);
        return mapped.Defect is { } defect
            ? MappedCommand.Fault(defect)
            : MappedCommand.Of(new OperatorCommand.OperateOnAgent(new AgentId(agent.Value), mapped));
    }
}
