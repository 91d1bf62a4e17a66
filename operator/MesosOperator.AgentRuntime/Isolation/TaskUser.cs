namespace MesosOperator.AgentRuntime.Isolation;

/// <summary>Who a task runs as, as far as it matters for what it may do.</summary>
internal enum TaskUser
{
    /// <summary>The agent is not root, and cannot give or take rights.</summary>
    Unchangeable,

    Root,

    Other,
}
