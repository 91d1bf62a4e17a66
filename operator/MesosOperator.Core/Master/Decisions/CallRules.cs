using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.State;

namespace MesosOperator.Core.Master.Decisions;

/// <summary>What must hold before a framework's call is looked at, in the order of mesos-wire 3.1, rows 13 to 19.</summary>
internal static class CallRules
{
    public static Refusal? Check(MasterState state, FrameworkCommand call)
    {
        if (state.Frameworks.Find(call.FrameworkId) is not { } framework)
            return new(RefusalKind.FrameworkUnknown, "Framework cannot be found");
        if (call.Caller.Principal is { } principal && framework.Info.Principal is { } expected && principal != expected)
            return new(
                RefusalKind.PrincipalMismatch,
                $"Authenticated principal '{principal}' does not match principal '{expected}' set in `FrameworkInfo`");
        return CheckStream(framework, call) ?? (call is FrameworkCommand.Unserved unserved
            ? new(RefusalKind.Unserved, $"Calls of type {unserved.Name} are not served by this operator")
            : null);
    }

    private static Refusal? CheckStream(Framework framework, FrameworkCommand call)
    {
        if (framework.Stream is not { } current)
            return new(RefusalKind.FrameworkNotSubscribed, "Framework is not subscribed");
        if (call.Caller.Stream is not { } given)
            return new(RefusalKind.StreamMissing, "All non-subscribe calls should include the 'Mesos-Stream-Id' header");
        return given == current
            ? null
            : new(
                RefusalKind.StreamMismatch,
                $"The stream ID '{given}' included in this request didn't match the stream ID currently associated with framework ID {framework.Id}");
    }
}
