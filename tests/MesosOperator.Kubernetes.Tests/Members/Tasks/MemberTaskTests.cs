using Google.Protobuf;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Tasks;
using MesosOperator.Kubernetes.Members.Pods;
using MesosOperator.Kubernetes.Members.Tasks;
using MesosOperator.Protocol.AgentLink;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Kubernetes.Tests.Members.Tasks;

public sealed class MemberTaskTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromDays(1);
    private static readonly Instant Start = new(1_000_000);

    [Fact]
    public void An_end_that_nobody_acknowledges_is_forgotten_after_a_limit_and_what_runs_is_not()
    {
        var task = Group();
        task.ObserveAll(new(TaskState.Running), Start);
        task.Observe(0, new(TaskState.Finished), Start);
        Assert.False(task.IsForgotten(Start + Limit + Limit, Limit));

        task.Observe(1, new(TaskState.Failed), Start + Limit);

        Assert.False(task.IsForgotten(Start + Limit, Limit));
        Assert.True(task.IsForgotten(Start + Limit + TimeSpan.FromTicks(1), Limit));
    }

    [Fact]
    public void Who_acknowledges_has_the_limit_anew_for_what_comes_after()
    {
        var task = Group();
        task.ObserveAll(new(TaskState.Running), Start);
        task.ObserveAll(new(TaskState.Finished), Start + Limit);
        foreach (var status in task.Statuses)
            Assert.True(status.Acknowledge());

        Assert.False(task.IsForgotten(Start + Limit + TimeSpan.FromHours(23), Limit));
        Assert.False(task.IsOver);
        Assert.True(task.IsForgotten(Start + Limit + TimeSpan.FromHours(25), Limit));
    }

    private static MemberTask Group()
    {
        var order = new OperatorMessage
        {
            RunGroup = new OperatorMessage.Types.RunGroup
            {
                Framework = new Wire.FrameworkInfo { Id = new Wire.FrameworkID { Value = "f" }, Name = "f", User = "nobody" },
                Executor = new Wire.ExecutorInfo { Type = Wire.ExecutorInfo.Types.Type.Default, ExecutorId = new Wire.ExecutorID { Value = "e" } },
                Tasks = { Task("one"), Task("two") },
                AllocationRole = "dev",
            },
        };
        return new MemberTask(new("ns", "p"), PodOrder.Read(Convert.ToBase64String(order.ToByteArray()))!, null);
    }

    private static Wire.TaskInfo Task(string id) => new()
    {
        Name = id,
        TaskId = new Wire.TaskID { Value = id },
        AgentId = new Wire.AgentID { Value = "a" },
    };
}
