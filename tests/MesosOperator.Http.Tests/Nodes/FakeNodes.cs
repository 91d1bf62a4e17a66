using System.IO.Pipelines;
using System.Text;
using MesosOperator.Core.Identity;
using MesosOperator.Runtime.Nodes;

namespace MesosOperator.Http.Tests.Nodes;

/// <summary>A cluster of one node, with two tasks: one for itself and one of a group. What they say is what the test writes.</summary>
public sealed class FakeNodes : INodeWindow
{
    public static readonly NodeTask Alone = new(new("f"), new("one"), new("one"), "run-1", "task-0");

    public static readonly NodeTask Grouped = new(new("f"), new("group"), new("two"), "run-2", "task-0") { IsOfGroup = true };

    public AgentId? Agent { get; set; }

    public string Log { get; set; } = "hello\nworld\n";

    public NodeWindowException? Refusal { get; set; }

    /// <summary>What is added to a log that is followed.</summary>
    public Pipe Following { get; } = new();

    public FakeProgram? Program { get; private set; }

    public NodeCommand? Command { get; private set; }

    public IReadOnlyList<NodeTask>? TasksOf(AgentId agent) => agent == Agent ? [Alone, Grouped] : null;

    public Task<Stream> OpenLogAsync(AgentId agent, NodeTask task, NodeLogRequest wanted, CancellationToken stop)
    {
        if (Refusal is not null)
            return Task.FromException<Stream>(Refusal);
        var log = Encoding.UTF8.GetBytes(wanted.Extent == NodeLogExtent.FromNow ? "" : Log);
        if (wanted.Extent == NodeLogExtent.UntilNow)
            return Task.FromResult<Stream>(new MemoryStream(wanted.BytesMax is { } most ? log[..(int)Math.Min(most, log.Length)] : log));
        return FollowAsync(log);
    }

    public Task<INodeProgram> RunAsync(AgentId agent, NodeTask task, NodeCommand command, CancellationToken stop)
    {
        if (Refusal is not null)
            return Task.FromException<INodeProgram>(Refusal);
        (Command, Program) = (command, new FakeProgram());
        return Task.FromResult<INodeProgram>(Program);
    }

    private async Task<Stream> FollowAsync(byte[] log)
    {
        await Following.Writer.WriteAsync(log, TestContext.Current.CancellationToken);
        return Following.Reader.AsStream();
    }
}
