using System.Collections.Immutable;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Allocation;
using MesosOperator.Core.Constraints;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Master.State;

internal sealed partial class MasterState
{
    private void Evolve(FrameworkEvent happened)
    {
        switch (happened)
        {
            case FrameworkEvent.Added added:
                Evolve(added);
                break;
            case FrameworkEvent.Recovered recovered:
                Evolve(recovered);
                break;
            case FrameworkEvent.Resubscribed resubscribed:
                Evolve(resubscribed);
                break;
            case FrameworkEvent.Updated updated:
                Evolve(updated);
                break;
            case FrameworkEvent.Disconnected disconnected:
                Evolve(disconnected);
                break;
            case FrameworkEvent.Removed removed:
                Evolve(removed);
                break;
            case FrameworkEvent.Suppressed suppressed:
                SetSuppressed(suppressed);
                break;
            case FrameworkEvent.Revived revived:
                SetRevived(revived);
                break;
            case FrameworkEvent.DemandStated stated:
                Frameworks[stated.FrameworkId].Demands = stated.Demands;
                JoinRoles(Frameworks[stated.FrameworkId]);
                break;
        }
    }

    private void Evolve(FrameworkEvent.Added added)
    {
        var framework = new Framework(added.FrameworkId, added.Info, added.At)
        {
            Stream = added.Stream,
            SuppressedRoles = added.SuppressedRoles,
            Constraints = added.Constraints,
        };
        Frameworks.Add(added.FrameworkId, framework);
        Streams.Add(added.Stream, added.FrameworkId);
        NextFrameworkNumber++;
        JoinRoles(framework);
    }

    private void Evolve(FrameworkEvent.Recovered recovered)
    {
        var framework = new Framework(recovered.FrameworkId, recovered.Info, recovered.At) { State = FrameworkState.Disconnected };
        Frameworks.Add(recovered.FrameworkId, framework);
        SetRemovalDeadline(framework, recovered.RemovalDeadline);
        JoinRoles(framework);
    }

    private void Evolve(FrameworkEvent.Resubscribed resubscribed)
    {
        var framework = Frameworks[resubscribed.FrameworkId];
        if (framework.Stream is { } previous)
            Streams.Remove(previous);
        Streams.Add(resubscribed.Stream, framework.Id);
        ClearFilters(framework, framework.Info.Roles);
        ForgetInverseRefusals(framework.Id);
        framework.State = FrameworkState.Connected;
        framework.Stream = resubscribed.Stream;
        framework.ReregisteredAt = resubscribed.At;
        framework.RemovalDeadline = Instant.Never;
        framework.Constraints = resubscribed.Constraints;
        Describe(framework, resubscribed.Info, resubscribed.SuppressedRoles);
    }

    private void Evolve(FrameworkEvent.Updated updated)
    {
        var framework = Frameworks[updated.FrameworkId];
        ClearFilters(framework, framework.SuppressedRoles.Except(updated.SuppressedRoles));
        framework.Constraints = updated.Constraints;
        Describe(framework, updated.Info, updated.SuppressedRoles);
    }

    private void Describe(Framework framework, FrameworkInfo info, ImmutableSortedSet<RoleName> suppressedRoles)
    {
        var left = framework.Info.Roles.Where(role => !info.Roles.Contains(role)).ToArray();
        framework.Info = info;
        framework.SuppressedRoles = suppressedRoles;
        framework.Demands = [.. framework.Demands.Where(demand => info.Roles.Contains(demand.Role))];
        JoinRoles(framework);
        foreach (var role in left)
            LeaveUnlessHolding(framework.Id, role);
    }

    private void Evolve(FrameworkEvent.Disconnected disconnected)
    {
        var framework = Frameworks[disconnected.FrameworkId];
        if (framework.Stream is { } stream)
            Streams.Remove(stream);
        framework.State = FrameworkState.Disconnected;
        framework.Stream = null;
        SetRemovalDeadline(framework, disconnected.RemovalDeadline);
        ClearFilters(framework, framework.Info.Roles);
        foreach (var share in SharesOf(framework))
            Shares.SetActive(share, Activity.Inactive);
    }

    private void Evolve(FrameworkEvent.Removed removed)
    {
        var framework = Frameworks[removed.FrameworkId];
        if (framework.Stream is { } stream)
            Streams.Remove(stream);
        framework.State = FrameworkState.Removed;
        framework.Stream = null;
        framework.UnregisteredAt = removed.At;
        foreach (var share in Shares.Roles.Select(role => Shares.Find(framework.Id, role.Name)).OfType<FrameworkShare>().ToArray())
        {
            share.LiftAll();
            SetConstraints(share, null);
            Shares.SetDemands(share, []);
            Shares.Leave(framework.Id, share.Role.Name);
        }

        foreach (var agent in UnavailableAgents.Values)
            agent.InverseStatuses.Remove(framework.Id);
        Frameworks.Remove(framework.Id);
        CompletedFrameworks[framework.Id] = framework;
        while (CompletedFrameworks.Count > Settings.MaxCompletedFrameworks)
            CompletedFrameworks.Remove(CompletedFrameworks.First.Key);
    }

    private void SetSuppressed(FrameworkEvent.Suppressed suppressed)
    {
        var framework = Frameworks[suppressed.FrameworkId];
        framework.SuppressedRoles = framework.SuppressedRoles.Union(suppressed.Roles);
        UpdateActivity(framework);
    }

    private void SetRevived(FrameworkEvent.Revived revived)
    {
        var framework = Frameworks[revived.FrameworkId];
        framework.SuppressedRoles = framework.SuppressedRoles.Except(revived.Roles);
        ClearFilters(framework, revived.Roles);
        ForgetInverseRefusals(framework.Id);
        UpdateActivity(framework);
        AllAgentsAreCandidates = true;
    }

    private void SetRemovalDeadline(Framework framework, Instant deadline)
    {
        framework.RemovalDeadline = deadline;
        Deadlines.Add(new Deadline.FrameworkReturn(framework.Id), deadline);
    }

    private void JoinRoles(Framework framework)
    {
        foreach (var role in framework.Info.Roles)
            SetTerms(Shares.Join(framework, role));
        UpdateActivity(framework);
        AllAgentsAreCandidates |= framework.IsConnected;
    }

    /// <summary>Takes over what the framework wants of offers in a role.</summary>
    private void SetTerms(FrameworkShare share)
    {
        share.Needs = (share.Framework.Info.Can(FrameworkCapabilities.MultiRole) ? AgentCapabilities.MultiRole : AgentCapabilities.None)
            | (share.Role.Name.IsNested ? AgentCapabilities.HierarchicalRole : AgentCapabilities.None);
        Shares.SetMinimum(share, share.Framework.Info.MinAllocatable.GetValueOrDefault(share.Role.Name));
        SetConstraints(share, share.Framework.Constraints.Find(share.Role.Name));
        Shares.SetDemands(share, [.. share.Framework.Demands.Where(demand => demand.Role == share.Role.Name).Select(demand => demand.Resources)]);
    }

    /// <summary>What was worked out from other constraints is void.</summary>
    private void SetConstraints(FrameworkShare share, RoleConstraints? constraints)
    {
        if (Equals(share.Constraints, constraints))
            return;
        share.Constraints = constraints;
        foreach (var agent in Agents.Values)
            agent.Refusals.Forget(share.Slot);
    }

    private void UpdateActivity(Framework framework)
    {
        foreach (var share in SharesOf(framework))
            Shares.SetActive(share, framework.IsConnected && !framework.SuppressedRoles.Contains(share.Role.Name)
                ? Activity.Active
                : Activity.Inactive);
    }

    private void ClearFilters(Framework framework, IEnumerable<RoleName> roles)
    {
        foreach (var role in roles)
            Shares.Find(framework.Id, role)?.LiftAll();
    }

    /// <summary>A role that a framework gave up stays in the books while tasks run in it.</summary>
    private void LeaveUnlessHolding(FrameworkId framework, RoleName role)
    {
        if (Shares.Find(framework, role) is not { } share)
            return;
        share.LiftAll();
        SetConstraints(share, null);
        Shares.SetDemands(share, []);
        Shares.SetActive(share, Activity.Inactive);
        if (share.Held.ToQuantities().IsEmpty)
            Shares.Leave(framework, role);
    }
}
