using System.Collections.Immutable;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Master.Decisions;

/// <summary>Frameworks that subscribe, and streams that end (mesos-wire 3.2, semantics 3.11).</summary>
internal static class SubscriptionDecisions
{
    public static void Decide(MasterState state, SubscriptionCommand command, List<MasterEvent> events)
    {
        switch (command)
        {
            case SubscriptionCommand.Subscribe subscribe when Problem(state, subscribe) is { } problem:
                events.Add(new SubscriptionRefused(subscribe.Stream, problem));
                break;
            case SubscriptionCommand.Subscribe subscribe:
                Accept(state, subscribe, events);
                break;
            case SubscriptionCommand.LoseStream lost when state.Streams.TryGetValue(lost.Stream, out var id):
                Disconnect(state, state.Frameworks[id], events);
                break;
        }
    }

    private static string? Problem(MasterState state, SubscriptionCommand.Subscribe subscribe)
    {
        var known = subscribe.Info.Id is { } id ? state.Frameworks.Find(id) : null;
        if (subscribe.Defect is { } defect)
            return defect;
        if ((FrameworkRules.Problem(state.Settings, subscribe.Info, subscribe.SuppressedRoles) ?? subscribe.Constraints.Problem(subscribe.Info.Roles)) is { } problem)
            return problem;
        if (subscribe.Info.Id is { } removed && state.CompletedFrameworks.ContainsKey(removed))
            return "Framework has been removed";
        return known is not null && known.Info.Principal != subscribe.Info.Principal
            ? $"Changing framework's principal is not allowed: was '{known.Info.Principal}', would be '{subscribe.Info.Principal}'"
            : null;
    }

    private static void Accept(MasterState state, SubscriptionCommand.Subscribe subscribe, List<MasterEvent> events)
    {
        var suppressed = subscribe.SuppressedRoles.ToImmutableSortedSet();
        if (subscribe.Info.Id is { } id && state.Frameworks.Find(id) is { } known)
        {
            Require.That(
                FrameworkTransitions.Next(known.State, FrameworkTrigger.Subscribe) == FrameworkState.Connected,
                "a known framework may subscribe again");
            OfferEndings.EndAll(known, OfferEnd.Withdrawn, events);
            var info = subscribe.Info with { User = known.Info.User, Checkpoint = known.Info.Checkpoint };
            events.Add(new FrameworkEvent.Resubscribed(id, info, subscribe.Stream, known.Stream, state.Now, suppressed) { Constraints = subscribe.Constraints });
            OperationDecisions.Repeat(known, events);
            return;
        }

        var newId = subscribe.Info.Id ?? FirstFreeId(state);
        events.Add(new FrameworkEvent.Added(newId, subscribe.Info with { Id = newId }, subscribe.Stream, state.Now, suppressed) { Constraints = subscribe.Constraints });
    }

    /// <summary>Frameworks bring ids of their own choice along, so the next number may be taken.</summary>
    private static FrameworkId FirstFreeId(MasterState state)
    {
        var number = state.NextFrameworkNumber;
        while (state.Frameworks.ContainsKey(state.MasterId.Framework(number)) || state.CompletedFrameworks.ContainsKey(state.MasterId.Framework(number)))
            number++;
        return state.MasterId.Framework(number);
    }

    private static void Disconnect(MasterState state, Framework framework, List<MasterEvent> events)
    {
        if (framework.Info.FailoverTimeout <= TimeSpan.Zero)
        {
            FrameworkRemoval.Decide(state, framework, events);
            return;
        }

        OfferEndings.EndAll(framework, OfferEnd.Withdrawn, events);
        events.Add(new FrameworkEvent.Disconnected(framework.Id, state.Now + framework.Info.FailoverTimeout));
    }
}
