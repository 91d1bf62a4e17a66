using System.Net;
using Google.Protobuf;
using MesosOperator.AgentRuntime.Agents;
using MesosOperator.AgentRuntime.Identity;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Core.Primitives;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Tests.Agents;

/// <summary>What comes of orders to run executors of frameworks.</summary>
public sealed class ExecutorOrderTests
{
    private static readonly Instant Now = Instant.FromSeconds(1_000);

    private readonly AgentCore _core = new(
        new AgentIdentity(new AgentInfo { Hostname = "h" }, "1.2.3", ByteString.CopyFromUtf8("0123456789abcdef"), IPAddress.Loopback),
        new UuidSource(new Prng(7)), new AgentLimits { MaximumTasks = 2 }, "/work-dir");

    public ExecutorOrderTests()
    {
        _core.Apply(new AgentInput.LinkOpened(null!), Now);
        Said(new OperatorMessage
        {
            Registered = new OperatorMessage.Types.Registered
            {
                AgentId = new AgentID { Value = Orders.Agent },
                PingInterval = Orders.Seconds(15),
                PingMissesAllowed = 5,
            },
        });
    }

    /// <summary>The operator must not go on counting an executor that was never started, nor forget one that it did not mean to start.</summary>
    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void Turns_away_tasks_of_executors(bool starts, int ends)
    {
        var order = Orders.Run("t1", "true");
        order.RunTask.Task.Executor = new ExecutorInfo { ExecutorId = new ExecutorID { Value = "e" } };
        order.RunTask.StartExecutor = starts;

        var said = Said(order);

        var status = Assert.Single(said, message => message.UpdateStatus is not null).UpdateStatus.Status;
        Assert.Equal((TaskState.TaskFailed, "This agent does not support executors of frameworks"), (status.State, status.Message));
        var exits = said.Select(message => message.ExecutorExited).Where(exited => exited is not null).ToArray();
        Assert.Equal(ends, exits.Length);
        Assert.All(exits, exited => Assert.Equal((Orders.Framework, "e", 256), (exited.FrameworkId.Value, exited.ExecutorId.Value, exited.WaitStatus)));
    }

    [Fact]
    public void Turns_away_groups_as_a_whole()
    {
        var order = new OperatorMessage
        {
            RunGroup = new OperatorMessage.Types.RunGroup
            {
                Framework = Orders.FrameworkInfo(),
                Executor = new ExecutorInfo { ExecutorId = new ExecutorID { Value = "e" } },
                Tasks = { Orders.Task("t1", "true"), Orders.Task("t2", "true") },
                AllocationRole = "dev",
                StartExecutor = true,
            },
        };

        var said = Said(order);

        Assert.Equal(["t1", "t2"], said.Where(message => message.UpdateStatus is not null).Select(message => message.UpdateStatus.Status.TaskId.Value));
        Assert.Equal("e", Assert.Single(said, message => message.ExecutorExited is not null).ExecutorExited.ExecutorId.Value);
    }

    private AgentMessage[] Said(OperatorMessage order) =>
        [.. _core.Apply(new AgentInput.OperatorSaid(order), Now).OfType<AgentEffect.Send>().Select(send => send.Message)];
}
