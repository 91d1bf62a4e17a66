using System.Collections.Concurrent;
using System.Globalization;
using MesosOperator.Core.Identity;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Runtime.Nodes;

namespace MesosOperator.Kubernetes.Members.Windows;

/// <summary>Asks the clusters that can be reached now, each for its own nodes. Any thread may use it.</summary>
internal sealed class MemberWindow : INodeWindow
{
    private readonly ConcurrentDictionary<INodeSource, byte> _sources = new();

    /// <summary>A cluster can be asked from now on.</summary>
    public void Open(INodeSource source) => _sources[source] = 0;

    /// <summary>A cluster cannot be asked any more.</summary>
    public void Close(INodeSource source) => _sources.TryRemove(source, out _);

    public IReadOnlyList<NodeTask>? TasksOf(AgentId agent) => Find(agent)?.Tasks;

    public Task<Stream> OpenLogAsync(AgentId agent, NodeTask task, NodeLogRequest wanted, CancellationToken stop) =>
        AskAsync(agent, task, source => OpenLogAsync(source, task, wanted, stop));

    public Task<INodeProgram> RunAsync(AgentId agent, NodeTask task, NodeCommand command, CancellationToken stop) =>
        AskAsync<INodeProgram>(agent, task, async source => new PodProgram(await source.Server.RunAsync(
            new ExecRequest(new(source.TasksNamespace, task.Pod), task.Container, command.Words, command.Terminal == NodeTerminal.Wanted), stop)));

    private static async Task<Stream> OpenLogAsync(INodeSource source, NodeTask task, NodeLogRequest wanted, CancellationToken stop)
    {
        var path = $"api/v1/namespaces/{source.TasksNamespace}/pods/{task.Pod}/log?container={task.Container}";
        if (wanted.Extent != NodeLogExtent.UntilNow)
            path += "&follow=true";
        if (wanted.Extent == NodeLogExtent.FromNow)
            path += "&tailLines=0";
        if (wanted.BytesMax is { } most)
            path += string.Create(CultureInfo.InvariantCulture, $"&limitBytes={most}");
        return new AnswerStream(await source.Server.OpenAsync(new(HttpMethod.Get, path), stop));
    }

    /// <summary>Asks the cluster of an agent, and tells in the words of the port why it does not answer as it should.</summary>
    private async Task<T> AskAsync<T>(AgentId agent, NodeTask task, Func<INodeSource, Task<T>> ask)
    {
        if (Find(agent) is not { Source: var source })
            throw new NodeWindowException(NodeWindowProblem.Away, $"The cluster of agent {agent} cannot be reached now");
        try
        {
            return await ask(source);
        }
        catch (ApiServerException problem)
        {
            throw new NodeWindowException(
                problem.Failure switch
                {
                    ApiFailure.Denied => NodeWindowProblem.Forbidden,
                    ApiFailure.NotFound => NodeWindowProblem.NotFound,
                    ApiFailure.Invalid or ApiFailure.Rejected => NodeWindowProblem.Refused,
                    _ => NodeWindowProblem.Away,
                },
                $"The cluster does not show task {task.Id}, which runs as Pod {task.Pod}: {problem.Message}",
                problem);
        }
    }

    private (INodeSource Source, IReadOnlyList<NodeTask> Tasks)? Find(AgentId agent)
    {
        foreach (var source in _sources.Keys)
            if (source.TasksOf(agent) is { } tasks)
                return (source, tasks);
        return null;
    }
}
