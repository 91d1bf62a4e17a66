using MesosOperator.Core.Agents;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Primitives;
using MesosOperator.Crds;
using MesosOperator.Crds.Agents;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Caches;
using MesosOperator.Kubernetes.Mapping;
using MesosOperator.Kubernetes.Objects;
using MesosOperator.Kubernetes.Pictures;
using MesosOperator.Kubernetes.Reconciling;
using MesosOperator.Kubernetes.Storage;
using MesosOperator.Runtime.Loop;

namespace MesosOperator.Kubernetes.Controllers.Agents;

/// <summary>Agents: takes them out of service and back as users want it, and tells how they are doing.</summary>
internal sealed class AgentReconciler(
    ClusterCaches caches, PictureWatch pictures, AgentRecords records, IMaster master, Reserve reserve, Report report) : IReconciler
{
    /// <summary>What is refused now may be granted when tasks have ended.</summary>
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(10);

    public async Task<Requeue> ReconcileAsync(ResourceKey key, CancellationToken stop)
    {
        if (pictures.Current is not { } picture)
            return Requeue.Never;
        if (caches.Agents.Lister.Find(key) is not { } agent)
            return await RestoreAsync(key, picture, stop);
        if (agent.Metadata.DeletionTimestamp is not null)
            return Requeue.Never;
        if (Validity.Problem(agent) is { } problem)
            return await report.InvalidAsync(agent, problem, stop);
        var view = agent.Status?.Id is { } id ? picture.Agents.GetValueOrDefault(new AgentId(id)) : null;
        var isNews = agent.Status?.ObservedGeneration != agent.Metadata.Generation;
        var refusal = view is not null && isNews ? await WantAsync(view.Id, AgentMapping.DutyOf(agent.Spec, Instant.Epoch), view.Duty) : null;
        if (view is { State: AgentState.Connected })
            refusal ??= await reserve.RunAsync(agent, view, stop);
        var reported = await report.RunAsync(agent, view, refusal, stop);
        return refusal is null ? reported : Requeue.After(TryAgain);
    }

    /// <summary>Asks the master for what the spec wants, where that is not so already; returns what it refuses.</summary>
    private async Task<string?> WantAsync(AgentId id, AgentDuty wanted, AgentDuty present)
    {
        if (wanted.Mode == present.Mode || (wanted.IsDrain && present.IsDrain && wanted.Drain == present.Drain))
            return null;
        if (present.IsDrain && wanted.Mode == AgentMode.Deactivated && present.Mode == AgentMode.Draining)
            return "It is being drained; give it back first, or let the drain end";
        OperatorCommand command = wanted switch
        {
            { Drain: { } plan } => new OperatorCommand.DrainAgent(id, plan),
            { Mode: AgentMode.Deactivated } => new OperatorCommand.DeactivateAgent(id),
            _ => new OperatorCommand.ReactivateAgent(id),
        };
        var result = await master.CallAsync(command);
        return result.IsDone ? null : result.Refusal?.Message ?? $"The master takes no changes now: {result.Admission}";
    }

    /// <summary>The object of an agent that is there was deleted: it is made again, for the agent did not go with it.</summary>
    private async Task<Requeue> RestoreAsync(ResourceKey key, Picture picture, CancellationToken stop)
    {
        foreach (var view in picture.Agents.Values)
            if (caches.AgentOf(view.Id) is null && ObjectNames.Of(view.Id, view.Info.Hostname) == key.Name)
                await records.KeepAsync(view.Id, view.Info, stop);
        return Requeue.Never;
    }
}
