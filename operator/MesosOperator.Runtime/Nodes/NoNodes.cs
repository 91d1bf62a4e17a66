using MesosOperator.Core.Identity;

namespace MesosOperator.Runtime.Nodes;

/// <summary>Where there are no clusters: no agent is a node.</summary>
internal sealed class NoNodes : INodeWindow
{
    public IReadOnlyList<NodeTask>? TasksOf(AgentId agent) => null;

    public Task<Stream> OpenLogAsync(AgentId agent, NodeTask task, NodeLogRequest wanted, CancellationToken stop) =>
        Task.FromException<Stream>(new NodeWindowException(NodeWindowProblem.NotFound, "There are no clusters"));

    public Task<INodeProgram> RunAsync(AgentId agent, NodeTask task, NodeCommand command, CancellationToken stop) =>
        Task.FromException<INodeProgram>(new NodeWindowException(NodeWindowProblem.NotFound, "There are no clusters"));
}
