using System.Globalization;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Master.Effects;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Tests.Scenarios;

/// <summary>What a framework or an agent hears, as lines of a scenario: <c>what it is → who hears it</c>.</summary>
internal static class Telling
{
    public static IEnumerable<string> Of(Cast cast, Notify notify) => notify switch
    {
        Notify.Framework { Notice: OffersMade made } => made.Items.Select(item => OfferOf(cast, item.Offer) + MachineWords.Of(item.Unavailability)),
        Notify.Framework { Notice: InverseOffersMade made } => made.Items.Select(item =>
            $"inverse offer {cast.NameOfInverse(item.Offer.Id)} {cast.NameOf(item.Offer.AgentId)} → {cast.NameOf(item.Offer.FrameworkId)}{MachineWords.Of(item.Offer.Unavailability)}"),
        Notify.Framework told => [$"{Of(cast, told.Notice)} → {told.Stream}"],
        Notify.StreamEnd end => [$"end → {end.Stream}"],
        Notify.Agent told => [$"{Of(cast, told.Order)} → {cast.NameOf(told.Link)}"],
        Notify.LinkEnd end => [$"end → {cast.NameOf(end.Link)}"],
        _ => throw new FormatException($"no words for {notify.GetType().Name}"),
    };

    public static string OfferOf(Cast cast, Core.Offers.Offer offer)
    {
        var role = offer.Role == RoleName.Any ? "" : $"({offer.Role})";
        return $"offer {cast.NameOf(offer.Id)} {cast.NameOf(offer.AgentId)} → {cast.NameOf(offer.FrameworkId)}{role} {offer.Resources}";
    }

    private static string Of(Cast cast, FrameworkNotice notice) => notice switch
    {
        FrameworkNotice.Subscribed subscribed => $"subscribed as {cast.NameOf(subscribed.FrameworkId)}",
        FrameworkNotice.OfferRescinded rescinded => $"rescind {cast.NameOf(rescinded.OfferId)}",
        FrameworkNotice.InverseOfferRescinded rescinded => $"rescind {cast.NameOfInverse(rescinded.OfferId)}",
        FrameworkNotice.TaskUpdated updated => $"update {Of(cast, updated.Status)}",
        FrameworkNotice.OperationUpdated updated => $"operation {Of(cast, updated.Status)}",
        FrameworkNotice.MessageArrived message => $"message from {message.ExecutorId} on {cast.NameOf(message.AgentId)}",
        FrameworkNotice.AgentLost lost => $"lost {cast.NameOf(lost.AgentId)}",
        FrameworkNotice.ExecutorLost lost => $"lost executor {lost.ExecutorId} on {cast.NameOf(lost.AgentId)}, status {lost.WaitStatus}",
        FrameworkNotice.Failed failed => $"error '{failed.Message}'",
        _ => throw new FormatException($"no words for {notice.GetType().Name}"),
    };

    private static string Of(Cast cast, AgentOrder order) => order switch
    {
        AgentOrder.Welcome welcome => $"welcome as {cast.NameOf(welcome.AgentId)}",
        AgentOrder.Refuse refuse => $"refuse '{refuse.Message}'",
        AgentOrder.TurnAway turned => $"turn away '{turned.Message}'",
        AgentOrder.RunTask run => $"run {run.Task.Id} of {cast.NameOf(run.FrameworkId)} with {run.Task.Resources}{On(run.Task.Executor, run.StartsExecutor)}{Epoch(run.Epoch)}",
        AgentOrder.RunGroup run => $"run together {string.Join(", ", run.Tasks.Select(task => $"{task.Id} with {task.Resources}"))} of {cast.NameOf(run.FrameworkId)}{On(run.Executor, run.StartsExecutor)}{Epoch(run.Epoch)}",
        AgentOrder.KillTask kill => $"kill {kill.TaskId} of {cast.NameOf(kill.FrameworkId)}{Grace(kill.Policy?.GracePeriod)}",
        AgentOrder.AcknowledgeUpdate seen => $"acknowledge {cast.NameOf(seen.UpdateId)} of {seen.TaskId} of {cast.NameOf(seen.FrameworkId)}",
        AgentOrder.ReconcileTasks ask => $"reconcile {string.Join(' ', ask.TaskIds)} of {cast.NameOf(ask.FrameworkId)}",
        AgentOrder.ShutDownFramework shutDown => $"shut down {cast.NameOf(shutDown.FrameworkId)}",
        AgentOrder.KeepResources keep => $"keep {(keep.Kept.IsEmpty ? "nothing" : keep.Kept)}",
        AgentOrder.Drain { Plan: var plan } => $"drain{Grace(plan.MaxGracePeriod)}{(plan.After == AfterDrain.MarkGone ? " for good" : "")}",
        AgentOrder.ShutDown shutDown => $"shut down '{shutDown.Message}'",
        AgentOrder.ShutDownExecutor shutDown => $"shut down executor {shutDown.ExecutorId} of {cast.NameOf(shutDown.FrameworkId)}",
        AgentOrder.DeliverMessage message => $"message for {message.ExecutorId} of {cast.NameOf(message.FrameworkId)}",
        _ => throw new FormatException($"no words for {order.GetType().Name}"),
    };

    private static string Epoch(long epoch) => epoch == 0 ? "" : $" in epoch {epoch}";

    /// <summary>State, place, source, reason and words of a status, and the update to acknowledge where there is one.</summary>
    private static string Of(Cast cast, TaskStatus status)
    {
        var place = status.AgentId is { } agent ? $" on {cast.NameOf(agent)}" : "";
        var reason = status.Reason is { } why ? $", {why}" : "";
        var message = status.Message is { } words ? $" '{words}'" : "";
        var update = status.UpdateId is { } id ? $", {cast.NameOf(id)}" : "";
        var unreachable = status.UnreachableSince is { } since
            ? $", unreachable since {(since - TestKit.TestMaster.Start).TotalSeconds.ToString(CultureInfo.InvariantCulture)}s"
            : "";
        return $"{status.TaskId} {status.State}{place} by {status.Source}{reason}{message}{unreachable}{update}";
    }

    private static string Of(Cast cast, OperationStatus status)
    {
        var place = status.AgentId is { } agent ? $" on {cast.NameOf(agent)}" : "";
        var made = status.Converted.IsEmpty ? "" : $", made {status.Converted}";
        var message = status.Message is { } words ? $" '{words}'" : "";
        return $"{status.OperationId} {status.State}{place}{made}{message}{(status.UpdateId is null ? "" : ", to be acknowledged")}";
    }

    private static string On(Core.Tasks.ExecutorInfo? executor, bool starts) => executor is null
        ? ""
        : starts ? $" on new {executor.Id} with {executor.Resources}" : $" on {executor.Id}";

    private static string Grace(TimeSpan? grace) =>
        grace is { } period ? $" within {period.TotalSeconds.ToString(CultureInfo.InvariantCulture)}s" : "";
}
