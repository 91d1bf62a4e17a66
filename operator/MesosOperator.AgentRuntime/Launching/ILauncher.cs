namespace MesosOperator.AgentRuntime.Launching;

/// <summary>Starts programs under supervisors that do not need the agent.</summary>
internal interface ILauncher
{
    /// <summary>
    /// Returns when the program runs, or when it is certain that it does not. Blocks for some milliseconds. The process of
    /// the result is a child that is not reaped.
    /// </summary>
    LaunchResult Start(LaunchPlan plan);

    /// <summary>
    /// The same for a program that joins a task. The process of the result ends with the program's exit status (128 and the
    /// signal's number where one ended it), when nothing that it has started is left; the task's end and the agent's end it.
    /// It takes signals as <see cref="SupervisorSignals"/> says.
    /// </summary>
    LaunchResult Join(JoinPlan plan);
}
