namespace MesosOperator.Core.Frameworks;

/// <summary>The life of a framework as a total table.</summary>
public static class FrameworkTransitions
{
    /// <summary>The state after a trigger, or null where the trigger is refused or means nothing.</summary>
    public static FrameworkState? Next(FrameworkState state, FrameworkTrigger trigger) => (state, trigger) switch
    {
        (FrameworkState.Removed, _) => null,
        (_, FrameworkTrigger.Subscribe) => FrameworkState.Connected,
        (FrameworkState.Connected, FrameworkTrigger.LoseStream) => FrameworkState.Disconnected,
        (_, FrameworkTrigger.TearDown) => FrameworkState.Removed,
        (FrameworkState.Disconnected, FrameworkTrigger.TimeOut) => FrameworkState.Removed,
        _ => null,
    };
}
