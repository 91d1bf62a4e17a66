using System.Globalization;
using MesosOperator.AgentRuntime.Tests.Executors;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Core.Primitives;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Recovery;

/// <summary>
/// An agent that is killed at random moments of a storm of launches and kills. A few times here; fifty times by
/// <c>make test-crash</c>. The seed chooses what is ordered and about when the agent dies; the rest is the machine's.
/// </summary>
public sealed class CrashTests : IDisposable
{
    private const int TasksEachLife = 12;

    private readonly SharedFolder _started = new();
    private readonly TaskAccount _account = new();
    private readonly List<string> _ordered = [];

    [Fact]
    public async Task Every_task_is_accounted_for_whenever_the_agent_is_killed()
    {
        var chance = new Prng(Number("CRASH_SEED", 20_261_123));
        await using var agent = await MortalAgent.StartAsync();
        _account.Acknowledges = () => chance.NextUInt64() % 5 != 0;
        for (var life = 0ul; life < Number("CRASH_KILLS", 4); life++)
        {
            await StormAsync(agent, chance);
            await agent.LiveAsync();
        }

        _account.Acknowledges = () => true;
        await SettleAsync(agent);

        foreach (var task in _ordered)
            Check(task);
        Assert.Empty(LiveProcesses.WithEnvironment($"STORM={_started.Path}"));
    }

    public void Dispose() => _started.Dispose();

    /// <summary>One life of the agent: orders until it dies in the middle of them, or of what comes of them.</summary>
    private async Task StormAsync(MortalAgent agent, Prng chance)
    {
        var listening = _account.ListenAsync(agent.Call);
        var lastOrder = (int)(chance.NextUInt64() % TasksEachLife) + 1;
        for (var order = 0; order < lastOrder; order++)
        {
            await agent.Call.SayAsync(chance.NextUInt64() % 3 == 0 ? LaunchGroup(chance.NextUInt64() % 3) : Launch(Next()));
            if (chance.NextUInt64() % 3 == 0)
                await agent.Call.SayAsync(Orders.Kill(_ordered[(int)(chance.NextUInt64() % (ulong)_ordered.Count)], graceSeconds: 1));
        }

        await Task.Delay(TimeSpan.FromMilliseconds(chance.NextUInt64() % 120), TimeProvider.System, TestContext.Current.CancellationToken);
        agent.Die();
        await listening;
    }

    /// <summary>Kills what runs, and asks about what the agent has never heard of.</summary>
    private async Task SettleAsync(MortalAgent agent)
    {
        var listening = _account.ListenAsync(agent.Call);
        await agent.Call.SayAsync(new OperatorMessage
        {
            ReconcileTasks = new()
            {
                Tasks = { _ordered.Select(task => new OperatorMessage.Types.ReconcileTasks.Types.Entry { FrameworkId = Orders.FrameworkId, TaskId = new TaskID { Value = task } }) },
            },
        });
        foreach (var task in _ordered)
            await agent.Call.SayAsync(Orders.Kill(task, graceSeconds: 0));
        await Eventually.TrueAsync(() => _ordered.All(task => _account.EndsOf(task).Length > 0), "every task has ended, as far as its operator knows");
        agent.Die();
        await listening;
        await agent.LiveAsync();
    }

    private void Check(string task)
    {
        // What was said to have ended and was asked about after that was acknowledged and forgotten is unknown, not another end.
        var ends = _account.EndsOf(task).Where(status => status.Reason != TaskStatus.Types.Reason.Reconciliation || !_account.EndsOf(task).Any(other => other.Reason != TaskStatus.Types.Reason.Reconciliation)).ToArray();
        Assert.True(ends.Length == 1, $"{task} has ended {ends.Length} times: {string.Join(", ", ends.Select(end => $"{end.State} {end.Message}"))}");
        var starts = File.Exists(_started[task]) ? File.ReadAllLines(_started[task]).Length : 0;
        Assert.InRange(starts, 0, 1);
        if (ends[0].State is TaskState.TaskDropped)
            Assert.True(starts == 0, $"{task} was started and is said to have been dropped: {ends[0].Message}");
        if (ends[0].State is TaskState.TaskFinished or TaskState.TaskFailed)
            Assert.Equal($"Command exited with status {Code(task)}", ends[0].Message);
    }

    private string Next()
    {
        _ordered.Add($"t{_ordered.Count}");
        return _ordered[^1];
    }

    private OperatorMessage Launch(string task) => Orders.RunDurable(Describe(task));

    /// <summary>Two tasks of one group, on one of a few executors that may be there or not.</summary>
    private OperatorMessage LaunchGroup(ulong executor)
    {
        var order = ExecutorOrders.RunGroup(ExecutorOrders.Default($"e{executor}"), Describe(Next()), Describe(Next()));
        order.RunGroup.Framework.Checkpoint = true;
        return order;
    }

    /// <summary>Some end at once, some soon, some only when they are killed.</summary>
    private TaskInfo Describe(string task)
    {
        var pause = (int.Parse(task[1..], CultureInfo.InvariantCulture) % 3) switch { 0 => "", 1 => "sleep 0.05;", _ => "sleep 1000;" };
        var info = Orders.Task(task, $"echo $$ >> {_started[task]}; {pause} exit {Code(task)}");
        info.Command.Environment = new Protocol.Mesos.V1.Environment
        {
            Variables = { new Protocol.Mesos.V1.Environment.Types.Variable { Name = "STORM", Value = _started.Path } },
        };
        return info;
    }

    private static int Code(string task) => int.Parse(task[1..], CultureInfo.InvariantCulture) % 200;

    private static ulong Number(string variable, ulong otherwise) =>
        ulong.TryParse(System.Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
