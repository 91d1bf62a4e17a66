using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Tasks;

/// <summary>That a task belongs to a task group, which the agent runs as the default executor.</summary>
/// <param name="Executor">The executor, with its framework's id; it has no process of its own.</param>
/// <param name="GroupId">A fresh UUID as text: equal for tasks that were launched together.</param>
internal sealed record GroupMember(ExecutorInfo Executor, string GroupId);
