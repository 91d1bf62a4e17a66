using System.Collections.Immutable;
using k8s;
using k8s.Models;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Allocation;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Roles;
using MesosOperator.Crds.Agents;
using MesosOperator.Crds.Frameworks;
using MesosOperator.Crds.Roles;
using MesosOperator.Crds.Validation;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Caches;
using MesosOperator.Kubernetes.Mapping;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Kubernetes.Storage;

/// <summary>What objects say of the time before. One that is not valid harms no other.</summary>
internal static class RestoredContents
{
    public static RestoreCommand From(
        IReadOnlyList<V1Alpha1Framework> frameworks, IReadOnlyList<V1Alpha1Agent> agents, IReadOnlyList<V1Alpha1Role> roles, Instant now, ILogger logger)
    {
        var known = Valid(frameworks, logger).Where(framework => framework.Status is { Id: not null, RemovedAt: null })
            .GroupBy(FrameworkMapping.IdOf).Select(group => Seniority.Oldest(group)!);
        var identified = Valid(agents, logger).Where(agent => agent.Status?.Id is not null)
            .GroupBy(agent => new AgentId(agent.Status!.Id!)).ToDictionary(group => group.Key, group => Seniority.Oldest(group)!);
        var there = identified.Where(agent => agent.Value.Status!.GoneAt is null).ToArray();
        var senior = Valid(roles.GroupBy(role => role.Spec.Path).Select(group => Seniority.Oldest(group)!), logger)
            .ToDictionary(role => new RoleName(role.Spec.Path));
        return new(
            known.ToImmutableSortedDictionary(FrameworkMapping.IdOf, FrameworkMapping.InfoOf),
            there.ToImmutableSortedDictionary(agent => agent.Key, agent => AgentMapping.InfoOf(agent.Value.Status!)))
        {
            AgentDuties = there.ToImmutableSortedDictionary(agent => agent.Key, agent => AgentMapping.DutyOf(
                    agent.Value.Spec, agent.Value.Status!.DrainStartedAt is { } began ? Times.ToInstant(began) : now))
                .RemoveRange(there.Where(agent => agent.Value.Spec is { Deactivated: false, Drain: null }).Select(agent => agent.Key)),
            AgentBooks = there.Select(agent => (agent.Key, Books: AgentBooksMapping.Of(agent.Value.Status!))).Where(agent => !agent.Books.IsEmpty)
                .ToImmutableSortedDictionary(agent => agent.Key, agent => agent.Books),
            GoneAgents = identified.Where(agent => agent.Value.Status!.GoneAt is not null)
                .ToImmutableSortedDictionary(agent => agent.Key, agent => Times.ToInstant(agent.Value.Status!.GoneAt!.Value)),
            Quotas = senior.ToImmutableSortedDictionary(role => role.Key, role => RoleMapping.QuotaOf(role.Value.Spec))
                .RemoveRange(senior.Where(role => role.Value.Spec.Quota is null).Select(role => role.Key)),
            WeightsMilli = senior.ToImmutableSortedDictionary(role => role.Key, role => RoleMapping.WeightMilliOf(role.Value.Spec)),
        };
    }

    private static IEnumerable<T> Valid<T>(IEnumerable<T> resources, ILogger logger) where T : class, IKubernetesObject<V1ObjectMeta>
    {
        foreach (var resource in resources)
            if (ResourceValidator.Validate(resource) is { IsEmpty: false } problems)
                StoreLog.LeftOut(logger, resource.Kind, ResourceKey.Of(resource).ToString(), string.Join("; ", problems));
            else
                yield return resource;
    }
}
