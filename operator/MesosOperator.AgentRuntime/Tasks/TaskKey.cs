namespace MesosOperator.AgentRuntime.Tasks;

/// <summary>Names one task on this agent: task ids are unique only inside a framework.</summary>
internal readonly record struct TaskKey(string FrameworkId, string TaskId)
{
    public override string ToString() => $"{TaskId} of {FrameworkId}";
}
