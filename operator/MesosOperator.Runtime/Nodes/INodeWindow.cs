using MesosOperator.Core.Identity;

namespace MesosOperator.Runtime.Nodes;

/// <summary>
/// Through which is seen what runs on agents that are nodes of clusters: nothing of ours runs there, so the clusters are asked.
/// Any thread may use it.
/// </summary>
public interface INodeWindow
{
    /// <summary>The tasks of an agent; null where it is no node of a cluster, or one that cannot be reached now.</summary>
    IReadOnlyList<NodeTask>? TasksOf(AgentId agent);

    /// <summary>What a task has said from its beginning on, as far as its node has kept that. The caller disposes it.</summary>
    /// <exception cref="NodeWindowException">It cannot be had; it says why.</exception>
    Task<Stream> OpenLogAsync(AgentId agent, NodeTask task, NodeLogRequest wanted, CancellationToken stop);

    /// <summary>Runs a program in the container of a task. The caller disposes it, and it loses its streams then.</summary>
    /// <exception cref="NodeWindowException">It cannot be run; it says why.</exception>
    Task<INodeProgram> RunAsync(AgentId agent, NodeTask task, NodeCommand command, CancellationToken stop);
}
