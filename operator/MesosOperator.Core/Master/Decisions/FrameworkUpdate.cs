using System.Collections.Immutable;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Offers;

namespace MesosOperator.Core.Master.Decisions;

/// <summary>UPDATE_FRAMEWORK: everything but who the framework is may change while it stays subscribed (cases F01 to F05).</summary>
internal static class FrameworkUpdate
{
    public static Refusal? Decide(MasterState state, FrameworkCommand.Update update, List<MasterEvent> events)
    {
        var known = state.Frameworks[update.FrameworkId];
        if (Problem(state.Settings, known.Info, update) is { } problem)
            return new(RefusalKind.Invalid, problem);
        var suppressed = update.SuppressedRoles.ToImmutableSortedSet();
        if (known.Info.Equals(update.Info) && known.SuppressedRoles.SetEquals(suppressed) && known.Constraints.Equals(update.Constraints))
            return null;
        OfferEndings.EndAll(known.Offers.Values.Where(offer => !update.Info.Roles.Contains(offer.Role)), OfferEnd.Rescinded, events);
        events.Add(new FrameworkEvent.Updated(known.Id, update.Info, suppressed) { Constraints = update.Constraints });
        return null;
    }

    private static string? Problem(MasterSettings settings, FrameworkInfo known, FrameworkCommand.Update update)
    {
        if (update.Defect is { } defect)
            return defect;
        if (known.User != update.Info.User)
            return $"Updating 'FrameworkInfo.user' is not allowed: was '{known.User}', would be '{update.Info.User}'";
        if (known.Checkpoint != update.Info.Checkpoint)
            return "Updating 'FrameworkInfo.checkpoint' is not allowed";
        return known.Principal != update.Info.Principal
            ? $"Changing framework's principal is not allowed: was '{known.Principal}', would be '{update.Info.Principal}'"
            : FrameworkRules.Problem(settings, update.Info, update.SuppressedRoles) ?? update.Constraints.Problem(update.Info.Roles);
    }
}
