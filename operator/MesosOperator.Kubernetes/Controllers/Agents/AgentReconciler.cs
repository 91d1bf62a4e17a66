using System.Collections.Immutable;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Views;
using MesosOperator.Core.Primitives;
using MesosOperator.Crds;
using MesosOperator.Crds.Agents;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Caches;
using MesosOperator.Kubernetes.Mapping;
using MesosOperator.Kubernetes.Objects;
using MesosOperator.Kubernetes.Permissions;
using MesosOperator.Kubernetes.Pictures;
using MesosOperator.Kubernetes.Reconciling;
using MesosOperator.Kubernetes.Storage;
using MesosOperator.Runtime.Loop;

namespace MesosOperator.Kubernetes.Controllers.Agents;

/// <summary>Agents: takes them out of service and back as users want it, and tells how they are doing.</summary>
internal sealed class AgentReconciler(
    ClusterCaches caches, PictureWatch pictures, StoreRecords kept, IMaster master, Reserve reserve, Revoke revoke, Report report) : IReconciler
{
    /// <summary>What it asks of the API server.</summary>
    public static readonly ImmutableArray<Permission> Permissions =
    [
        Permission.InCluster(ApiGroup.Name, "agents/status", "patch"),
    ];

    /// <summary>What is refused now may be granted when tasks have ended.</summary>
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(10);

    public async Task<Requeue> ReconcileAsync(ResourceKey key, CancellationToken stop)
    {
        if (pictures.Current is not { } picture)
            return Requeue.Never;
        if (caches.Agents.Lister.Find(key) is not { } agent)
            return await RestoreAsync(key, stop);
        if (agent.Metadata.DeletionTimestamp is not null)
            return Requeue.Never;
        if (Validity.Problem(agent) is { } problem)
            return await report.InvalidAsync(agent, problem, stop);
        var view = Find(agent, picture);
        var wanted = AgentMapping.DutyOf(agent.Spec, Instant.Epoch);
        var refusal = await revoke.RunAsync(agent, stop);
        if (view is not null)
            await kept.Agents.KeepAsync(view.Id, view.Info, stop); // what others wrote over it is put right
        // What was refused stays so until the spec says something else; and who changed the master instead is not undone.
        if (view is not null && !IsSo(wanted, view.Duty) && agent.Status?.ObservedGeneration == agent.Metadata.Generation)
            refusal ??= RefusalIn(agent.Status?.Conditions);
        else if (view is not null && !IsSo(wanted, view.Duty))
        {
            var result = await WantAsync(view, wanted);
            if (result.Admission != Admission.Accepted)
                return Requeue.Transient($"The master takes no changes now: {result.Admission}");
            refusal ??= result.Refusal?.Message;
        }

        if (view is { State: AgentState.Connected })
            refusal ??= await reserve.RunAsync(agent, view, stop);
        var reported = await report.RunAsync(agent, view, refusal, stop);
        return refusal is null ? reported : Requeue.After(TryAgain);
    }

    /// <summary>By its id, or by its name where its id was lost.</summary>
    private static AgentView? Find(V1Alpha1Agent agent, Picture picture) => agent.Status?.Id is { } id
        ? picture.Agents.GetValueOrDefault(new AgentId(id))
        : picture.Agents.Values.FirstOrDefault(view => ObjectNames.Of(view.Id, view.Info.Hostname) == agent.Metadata.Name);

    /// <summary>A drain that is over is one too; a new plan for it is news.</summary>
    private static bool IsSo(AgentDuty wanted, AgentDuty present) =>
        wanted.IsDrain == present.IsDrain && (wanted.IsDrain ? wanted.Drain == present.Drain : wanted.Mode == present.Mode);

    private static string? RefusalIn(IReadOnlyList<Condition>? conditions) =>
        conditions?.FirstOrDefault(condition => condition is { Type: Conditions.Stalled, Reason: Conditions.Reasons.Refused })?.Message;

    private async Task<CallResult> WantAsync(AgentView view, AgentDuty wanted) => await master.CallAsync(wanted switch
    {
        { Drain: { } plan } => new OperatorCommand.DrainAgent(view.Id, plan),
        { Mode: AgentMode.Deactivated } => new OperatorCommand.DeactivateAgent(view.Id),
        _ => new OperatorCommand.ReactivateAgent(view.Id),
    });

    /// <summary>
    /// The object of an agent that is there was deleted: it is made again, for the agent did not go with it. Whether it is
    /// there the master alone knows; a picture may be older than the deletion.
    /// </summary>
    private async Task<Requeue> RestoreAsync(ResourceKey key, CancellationToken stop)
    {
        if (kept.LateAgents.Any)
            return Requeue.After(TryAgain);
        if (await master.ViewAsync(stop) is not { } now)
            return Requeue.Never;
        foreach (var view in now.Agents.Concat(now.UnreachableAgents))
            if (caches.AgentOf(view.Id) is null && ObjectNames.Of(view.Id, view.Info.Hostname) == key.Name)
            {
                await kept.Agents.KeepAsync(view.Id, view.Info, view.Duty, stop);
                await kept.Agents.KeepAsync(view.Id, view.Books, stop);
            }

        return Requeue.Never;
    }
}
