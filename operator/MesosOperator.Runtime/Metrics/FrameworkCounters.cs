using System.Collections.Immutable;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Effects;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Offers;

namespace MesosOperator.Runtime.Metrics;

/// <summary>
/// What frameworks ask and are told, each by itself: <c>calls</c>, <c>events</c>, <c>offers</c> and <c>operations</c>. The names
/// hold the id alone; the framework's name is added when they are read.
/// </summary>
internal sealed class FrameworkCounters(Tallies tallies)
{
    /// <summary>How the names begin.</summary>
    public const string Mark = "master/frameworks/";

    private static readonly ImmutableArray<string> Calls =
    [
        "accept", "accept_inverse_offers", "acknowledge", "acknowledge_operation_status", "decline", "decline_inverse_offers", "kill", "message",
        "reconcile", "reconcile_operations", "request", "revive", "shutdown", "subscribe", "suppress", "teardown", "update_framework",
    ];

    private static readonly ImmutableArray<string> Events =
    [
        "error", "failure", "inverse_offers", "message", "offers", "rescind", "rescind_inverse_offer", "subscribed", "update", "update_operation_status",
    ];

    private static readonly ImmutableArray<string> Operations =
        ["create", "create_disk", "destroy", "destroy_disk", "grow_volume", "launch", "launch_group", "reserve", "shrink_volume", "unreserve"];

    private static readonly ImmutableArray<string> Beginning =
    [
        .. Calls.Select(name => $"calls/{name}"), "calls", .. Events.Select(name => $"events/{name}"), "events",
        .. Operations.Select(name => $"operations/{name}"), "operations", "offers/sent", "offers/accepted", "offers/declined", "offers/rescinded",
        .. TaskStateNames.Terminal.Select(state => $"tasks/terminal/task_{TaskStateNames.Of(state)}"),
    ];

    private readonly Dictionary<StreamId, FrameworkId> _streams = [];

    /// <summary>Counts for a framework.</summary>
    public void Count(FrameworkId framework, string name) => tallies.Count(PrefixOf(framework) + name);

    /// <summary>Counts one of a kind, and all kinds together.</summary>
    private void CountOf(FrameworkId framework, string group, string name)
    {
        Count(framework, group);
        Count(framework, $"{group}/{name}");
    }

    /// <summary>Counts a call that reached a framework.</summary>
    public void Count(FrameworkCommand call)
    {
        if (MessageNames.OfCall(call) is { } name)
            CountOf(call.FrameworkId, "calls", name);
        if (call is FrameworkCommand.Accept accept)
            foreach (var operation in accept.Operations)
                if (MessageNames.OfOperation(operation) is { } kind)
                    CountOf(call.FrameworkId, "operations", kind);
    }

    /// <summary>Counts what became of an offer.</summary>
    public void Count(OfferEvent happened)
    {
        switch (happened)
        {
            case OfferEvent.Made made:
                Count(made.Offer.FrameworkId, "offers/sent");
                break;
            case OfferEvent.Ended { End: not OfferEnd.Withdrawn } ended:
                Count(ended.Offer.FrameworkId, $"offers/{SnakeCase.Of(ended.End == OfferEnd.Expired ? OfferEnd.Rescinded : ended.End)}");
                break;
        }
    }

    /// <summary>Follows who has which stream; called before <see cref="Count(Notify)"/>.</summary>
    public void Follow(FrameworkEvent happened)
    {
        switch (happened)
        {
            case FrameworkEvent.Added added:
                Begin(added.FrameworkId);
                Subscribe(added.FrameworkId, added.Stream);
                break;
            case FrameworkEvent.Recovered recovered:
                Begin(recovered.FrameworkId);
                break;
            case FrameworkEvent.Resubscribed again:
                Subscribe(again.FrameworkId, again.Stream);
                break;
        }
    }

    /// <summary>Forgets a framework that is gone.</summary>
    public void Forget(FrameworkId framework) => tallies.Forget(PrefixOf(framework));

    /// <summary>Counts what a framework is told.</summary>
    public void Count(Notify effect)
    {
        if (effect is Notify.Framework told && _streams.TryGetValue(told.Stream, out var framework))
            CountOf(framework, "events", NameOf(told.Notice));
        else if (effect is Notify.StreamEnd ended)
            _streams.Remove(ended.Stream);
    }

    /// <summary>No stream is followed twice: the one before has ended, whether or not anybody was told.</summary>
    private void Subscribe(FrameworkId framework, StreamId stream)
    {
        foreach (var (old, _) in _streams.Where(followed => followed.Value == framework).ToArray())
            _streams.Remove(old);
        _streams[stream] = framework;
        CountOf(framework, "calls", "subscribe");
    }

    private void Begin(FrameworkId framework)
    {
        foreach (var name in Beginning)
            tallies.Begin(PrefixOf(framework) + name);
    }

    private static string NameOf(FrameworkNotice notice) => notice switch
    {
        FrameworkNotice.OfferRescinded => "rescind",
        InverseOffersMade => "inverse_offers",
        FrameworkNotice.InverseOfferRescinded => "rescind_inverse_offer",
        FrameworkNotice.TaskUpdated => "update",
        FrameworkNotice.OperationUpdated => "update_operation_status",
        FrameworkNotice.MessageArrived => "message",
        FrameworkNotice.AgentLost or FrameworkNotice.ExecutorLost => "failure",
        FrameworkNotice.Failed => "error",
        OffersMade => "offers",
        _ => SnakeCase.Of(notice.GetType().Name),
    };

    private static string PrefixOf(FrameworkId framework) => $"{Mark}{framework.Value}/";
}
