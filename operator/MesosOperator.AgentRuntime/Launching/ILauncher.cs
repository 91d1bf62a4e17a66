namespace MesosOperator.AgentRuntime.Launching;

/// <summary>Starts programs under supervisors that do not need the agent.</summary>
internal interface ILauncher
{
    /// <summary>
    /// Returns when the program runs, or when it is certain that it does not. Blocks for some milliseconds. The process of
    /// the result is a child that is not reaped.
    /// </summary>
    LaunchResult Start(LaunchPlan plan);
}
