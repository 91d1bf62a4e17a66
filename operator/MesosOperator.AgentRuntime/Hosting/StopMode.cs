namespace MesosOperator.AgentRuntime.Hosting;

/// <summary>What becomes of tasks when the agent is asked to stop on its host.</summary>
public enum StopMode
{
    /// <summary>They are killed, and the operator is told that the agent leaves.</summary>
    KillTasks,

    /// <summary>Those of frameworks with checkpoints go on, and the next agent in the work directory takes them over.</summary>
    KeepTasks,
}
