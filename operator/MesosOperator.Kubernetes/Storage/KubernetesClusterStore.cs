using System.Collections.Immutable;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Effects;
using MesosOperator.Core.Primitives;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Caches;
using MesosOperator.Kubernetes.Timing;
using MesosOperator.Runtime.Loop;
using MesosOperator.Runtime.Ports;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Kubernetes.Storage;

/// <summary>
/// Keeps what must outlive the process in the objects that users know: a framework in its Framework, an agent in its
/// Agent, a quota and a weight in a Role; maintenance in a ConfigMap. What is there already as wanted is not written again. Tries until it succeeds
/// or the lead is lost; only what the API server does not take is given up, with an error in the log.
/// </summary>
internal sealed class KubernetesClusterStore(
    ClusterCaches caches, StoreRecords records, ILeadership leadership, StorePatience patience, ILogger<KubernetesClusterStore> logger) : IClusterStore
{
    private const int WritesAtOnceMax = 32;

    /// <summary>How often something is tried that the server can answer and does not want: some ten seconds in all.</summary>
    private const int RefusalsMax = 6;

    public async Task<RestoreCommand> LoadAsync(CancellationToken cancellation)
    {
        // What is kept is compared with what is known, so that must be known first.
        await caches.FactsSynced.WaitAsync(cancellation);
        for (var failures = 0; ; failures++)
        {
            try
            {
                var (frameworks, agents, roles) = (
                    caches.Frameworks.ReadAllAsync(cancellation), caches.Agents.ReadAllAsync(cancellation), caches.Roles.ReadAllAsync(cancellation));
                var maintenance = records.Maintenance.LoadAsync(cancellation);
                await Task.WhenAll(frameworks, agents, roles, maintenance);
                return RestoredContents.From(await frameworks, await agents, await roles, patience.Now, logger) with { Maintenance = await maintenance };
            }
            catch (ApiServerException failure)
            {
                StoreLog.NotRead(logger, failure.Message);
                await WaitAsync(failure, failures, cancellation);
            }
        }
    }

    public async Task SaveAsync(ImmutableArray<Persist> changes, CancellationToken cancellation)
    {
        // Changes of one thing are made in their order, changes of different things at once.
        foreach (var chunk in changes.GroupBy(SubjectOf).Chunk(WritesAtOnceMax))
            await Task.WhenAll(chunk.Select(ofOne => SaveInOrderAsync(ofOne, cancellation)));
    }

    private async Task SaveInOrderAsync(IEnumerable<Persist> changes, CancellationToken cancellation)
    {
        foreach (var change in changes)
            if (change is Persist.Agent { Info.IsElastic: true } node)
                records.LateAgents.Add(node.AgentId, node.Info);
            else
            {
                if (AgentOf(change) is { } id && await records.LateAgents.TakeAsync(id) is { } late && change is not Persist.AgentRemoval)
                    await SaveAsync(new Persist.Agent(id, late), cancellation);
                await SaveAsync(change, cancellation);
            }
    }

    /// <summary>The agent of which more is to be kept than who it is.</summary>
    private static AgentId? AgentOf(Persist change) => change switch
    {
        Persist.AgentRemoval removal => removal.AgentId,
        Persist.AgentDuty duty => duty.AgentId,
        Persist.AgentBooks books => books.AgentId,
        Persist.AgentGone gone => gone.AgentId,
        _ => null,
    };

    private async Task SaveAsync(Persist change, CancellationToken cancellation)
    {
        for (var failures = 0; ; failures++)
        {
            try
            {
                await WriteAsync(change, cancellation);
                return;
            }
            catch (ApiServerException failure) when (IsHopeless(failure.Failure, failures))
            {
                StoreLog.NotKept(logger, SubjectOf(change), failure.Message);
                return;
            }
            catch (ApiServerException failure)
            {
                if (failures > 0)
                    StoreLog.TryingAgain(logger, SubjectOf(change), failure.Message);
                await WaitAsync(failure, failures, cancellation);
            }
        }
    }

    /// <summary>
    /// A server that is away is waited for. But one object that it does not take, because its namespace is full or the
    /// operator has no right to it, must not hold up all others for ever.
    /// </summary>
    private static bool IsHopeless(ApiFailure failure, int failures) => failure switch
    {
        ApiFailure.Invalid or ApiFailure.Rejected => true,
        ApiFailure.Unavailable or ApiFailure.Throttled => false,
        _ => failures >= RefusalsMax,
    };

    private Task WriteAsync(Persist change, CancellationToken cancellation) => change switch
    {
        Persist.Framework framework => records.Frameworks.KeepAsync(framework.FrameworkId, framework.Info, cancellation),
        Persist.FrameworkRemoval removal => records.Frameworks.RemoveAsync(removal.FrameworkId, cancellation),
        Persist.Agent agent => records.Agents.KeepAsync(agent.AgentId, agent.Info, cancellation),
        Persist.AgentRemoval removal => records.Agents.RemoveAsync(removal.AgentId, cancellation),
        Persist.AgentDuty duty => records.Agents.KeepAsync(duty.AgentId, duty.Duty, cancellation),
        Persist.AgentBooks books => records.Agents.KeepAsync(books.AgentId, books.Books, cancellation),
        Persist.AgentGone gone => records.Agents.KeepGoneAsync(gone.AgentId, gone.At, cancellation),
        Persist.Quota quota => records.Roles.KeepAsync(quota.Role, quota.Value, cancellation),
        Persist.Weight weight => records.Roles.KeepAsync(weight.Role, weight.WeightMilli, cancellation),
        Persist.Maintenance maintenance => records.Maintenance.KeepAsync(maintenance.Plan, cancellation),
        _ => throw new InvariantViolationException($"every change is kept, {change.GetType().Name} too"),
    };

    private static string SubjectOf(Persist change) => change switch
    {
        Persist.Framework framework => $"framework {framework.FrameworkId}",
        Persist.FrameworkRemoval removal => $"framework {removal.FrameworkId}",
        Persist.Agent agent => $"agent {agent.AgentId}",
        Persist.AgentRemoval removal => $"agent {removal.AgentId}",
        Persist.AgentDuty duty => $"agent {duty.AgentId}",
        Persist.AgentBooks books => $"agent {books.AgentId}",
        Persist.AgentGone gone => $"agent {gone.AgentId}",
        Persist.Quota quota => $"role {quota.Role}",
        Persist.Weight weight => $"role {weight.Role}",
        Persist.Maintenance => "maintenance",
        _ => throw new InvariantViolationException($"every change has a subject, {change.GetType().Name} too"),
    };

    private async Task WaitAsync(ApiServerException failure, int failures, CancellationToken cancellation)
    {
        if (leadership.Current.State != LeadershipState.Leading)
            throw new LeadershipLostException();
        await patience.WaitAsync(failure.RetryAfter, failures, cancellation);
    }
}
