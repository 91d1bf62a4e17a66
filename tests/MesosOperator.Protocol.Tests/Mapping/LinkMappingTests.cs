using Google.Protobuf;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;
using MesosOperator.Core.Tasks;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mapping;
using MesosOperator.Protocol.Mapping.Links;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Tests.Mapping;

/// <summary>What agents say on their links, and what they are ordered.</summary>
public sealed class LinkMappingTests
{
    private const string Info = "\"info\":{\"hostname\":\"h\"},\"version\":\"1\",\"instance\":\"AAECAwQFBgcICQoLDA0ODw==\"";
    private const string Uuid = "AAECAwQFBgcICQoLDA0ODw==";
    private static readonly LinkId Link = new(7);

    [Fact]
    public void An_agent_registers_with_the_address_that_it_names_or_that_it_calls_from()
    {
        Assert.Equal("peer", Assert.IsType<AgentCommand.Register>(Map($$$"""{"register":{{{{Info}}}}}""").Command).Info.Ip);
        Assert.Equal("own", Assert.IsType<AgentCommand.Register>(Map($$$"""{"register":{{{{Info}}},"ip":"own"}}""").Command).Info.Ip);
    }

    [Fact]
    public void An_agent_comes_back_with_its_tasks()
    {
        var mapped = Map($$$"""
            {"reregister":{{{{Info}}},"agent_id":{"value":"a"},
             "frameworks":[{"user":"u","name":"n","id":{"value":"f"},"role":"dev"}],
             "kept_resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":1},"reservations":[{"type":"DYNAMIC","role":"dev"}]}],
             "tasks":[{"name":"n","task_id":{"value":"t"},"framework_id":{"value":"f"},"agent_id":{"value":"a"},"state":"TASK_FINISHED",
                "resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":1}}],
                "statuses":[{"task_id":{"value":"t"},"state":"TASK_FINISHED","timestamp":3}],
                "status_update_state":"TASK_RUNNING","status_update_uuid":"{{{Uuid}}}","labels":{"labels":[{"key":"k"}]} } ]} }
            """);

        var back = Assert.IsType<AgentCommand.Reregister>(mapped.Command);
        var task = Assert.Single(back.Tasks);
        Assert.Equal("f", Assert.Single(back.Frameworks).Id?.Value);
        Assert.Equal("cpus(+dev):1", back.Kept.ToString());
        Assert.Equal((TaskState.Finished, TaskState.Running), (task.State, task.ForwardedState));
        Assert.Equal(("dev", "t", "cpus:1"), (task.Role.Value, task.Id.Value, task.Info.Resources.ToString()));
        Assert.NotNull(task.UnacknowledgedUpdate);
        Assert.Equal(TaskState.Finished, Assert.Single(task.Statuses).State);
        Assert.Equal("k", Assert.Single(Payloads.Decode<Wire.TaskInfo>(task.Info.Description).Labels.Labels_).Key);
    }

    [Fact]
    public void An_agent_that_has_changed_says_what_it_has_now()
    {
        var said = Assert.IsType<AgentCommand.ReportInfo>(Map("""
            {"update_info":{"info":{"hostname":"h","resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":3}}]},"version":"1","ip":"own"}}
            """).Command);
        var invalid = Map("""{"update_info":{"info":{"hostname":"h","resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":-3}}]},"version":"1"}}""");

        Assert.Equal((Link, "own", "cpus:3"), (said.Link, said.Info.Ip, said.Info.Resources.ToString()));
        Assert.NotNull(invalid.Problem);
    }

    [Fact]
    public void A19_what_an_agent_lends_becomes_a_command()
    {
        var lent = Map("""{"lend_revocable":{"resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":2},"revocable":{} } ]} }""");
        var nothing = Map("""{"lend_revocable":{} }""");
        var invalid = Map("""{"lend_revocable":{"resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":-2},"revocable":{} } ]} }""");

        Assert.Equal("cpus{REV}:2", Assert.IsType<AgentCommand.ReportRevocable>(lent.Command).Revocable.ToString());
        Assert.True(Assert.IsType<AgentCommand.ReportRevocable>(nothing.Command).Revocable.IsEmpty);
        Assert.NotNull(invalid.Problem);
    }

    [Fact]
    public void Reports_and_farewells_become_commands()
    {
        var update = Assert.IsType<AgentCommand.ReportUpdate>(Map($$$"""
            {"update_status":{"framework_id":{"value":"f"},"status":{"task_id":{"value":"t"},"state":"TASK_RUNNING","uuid":"{{{Uuid}}}"},"latest_state":"TASK_FINISHED"} }
            """).Command);

        Assert.Equal((TaskState.Running, TaskState.Finished), (update.Status.State, update.LatestState));
        Assert.Equal(
            new AgentCommand.ReportExecutorEnd(Link, new FrameworkId("f"), new ExecutorId("e"), 9),
            Map("""{"executor_exited":{"framework_id":{"value":"f"},"executor_id":{"value":"e"},"wait_status":9}}""").Command);
        Assert.Equal(
            new AgentCommand.Message(Link, new FrameworkId("f"), new ExecutorId("e"), new Payload("hi"u8.ToArray())),
            Map("""{"framework_message":{"framework_id":{"value":"f"},"executor_id":{"value":"e"},"data":"aGk="}}""").Command);
        Assert.Equal(new AgentCommand.Leave(Link), Map("""{"leaving":{}}""").Command);
    }

    [Theory]
    [InlineData("{}", "The message says nothing that an operator understands")]
    [InlineData("""{"update_status":{"framework_id":{"value":"f"},"status":{"task_id":{"value":"t"},"state":"TASK_RUNNING"},"latest_state":"TASK_RUNNING"}}""", "An update must carry a uuid of 16 bytes")]
    [InlineData("""{"update_status":{"framework_id":{"value":"f"},"status":{"task_id":{"value":"t"},"state":"TASK_RUNNING","uuid":"AAEC"},"latest_state":"TASK_RUNNING"}}""", "An update must carry a uuid of 16 bytes")]
    [InlineData("""{"register":{"info":{"hostname":"h","resources":[{"name":"x","type":"TEXT"}]},"version":"1","instance":""}}""", "Invalid resource 'x': Unsupported resource type: TEXT")]
    public void What_no_agent_says_is_named(string json, string problem) => Assert.Equal(new MappedMessage(null, problem), Map(json));

    [Fact]
    public void Absent_fields_and_unnamed_numbers_are_found()
    {
        var update = new AgentMessage.Types.UpdateStatus { LatestState = (Wire.TaskState)99, Status = new Wire.TaskStatus() };

        Assert.Equal(
            "Missing required fields: update_status.framework_id, update_status.latest_state, update_status.status.task_id, update_status.status.state",
            MessageFromLink.Map(new AgentMessage { UpdateStatus = update }, Link, "peer").Problem);
    }

    [Fact]
    public void A_task_to_run_says_its_role_and_framework()
    {
        var description = new Wire.TaskInfo
        {
            Name = "n",
            TaskId = new Wire.TaskID { Value = "t" },
            AgentId = new Wire.AgentID { Value = "a" },
            Resources = { new Wire.Resource { Name = "cpus", Type = Wire.Value.Types.Type.Scalar, Scalar = new Wire.Value.Types.Scalar { Value = 1 } } },
            Command = new Wire.CommandInfo { Value = "true" },
        };
        var task = new TaskInfo(new TaskId("t"), "n", new AgentId("a"), ResourceSet.Empty, Payloads.Encode(description));

        var run = Order(new AgentOrder.RunTask(new FrameworkId("f"), new FrameworkInfo("u", "n"), task, new RoleName("dev"))).RunTask;

        Assert.Equal(("f", "dev", "true"), (run.Framework.Id.Value, run.AllocationRole, run.Task.Command.Value));
        Assert.Equal("dev", Assert.Single(run.Task.Resources).AllocationInfo.Role);
        Assert.Equal(run, OperatorMessage.Types.RunTask.Parser.ParseFrom(run.ToByteArray()));
    }

    [Fact]
    public void A_task_to_run_on_an_executor_says_whether_to_start_it()
    {
        var description = new Wire.TaskInfo { Name = "n", TaskId = new Wire.TaskID { Value = "t" }, AgentId = new Wire.AgentID { Value = "a" } };
        var task = new TaskInfo(new TaskId("t"), "n", new AgentId("a"), ResourceSet.Empty, Payloads.Encode(description)) { Executor = AnExecutor };

        var run = Order(new AgentOrder.RunTask(new FrameworkId("f"), new FrameworkInfo("u", "n"), task, new RoleName("dev")) { StartsExecutor = true }).RunTask;

        Assert.True(run.StartExecutor);
        Assert.Equal(("e", "f", "dev", "run"), (
            run.Task.Executor.ExecutorId.Value,
            run.Task.Executor.FrameworkId.Value,
            Assert.Single(run.Task.Executor.Resources).AllocationInfo.Role,
            run.Task.Executor.Command.Value));
        Assert.False(Order(new AgentOrder.RunTask(new FrameworkId("f"), new FrameworkInfo("u", "n"), task with { Executor = null }, new RoleName("dev"))).RunTask.HasStartExecutor);
    }

    [Fact]
    public void S05_A_group_to_run_says_its_executor_once()
    {
        var description = new Wire.TaskInfo { Name = "n", TaskId = new Wire.TaskID { Value = "t" }, AgentId = new Wire.AgentID { Value = "a" } };
        var task = new TaskInfo(new TaskId("t"), "n", new AgentId("a"), ResourceSet.Empty, Payloads.Encode(description)) { Executor = AnExecutor };

        var run = Order(new AgentOrder.RunGroup(new FrameworkId("f"), new FrameworkInfo("u", "n"), AnExecutor, [task, task], new RoleName("dev"))).RunGroup;

        Assert.Equal(("f", "e", "dev", false, 2), (run.Framework.Id.Value, run.Executor.ExecutorId.Value, run.AllocationRole, run.StartExecutor, run.Tasks.Count));
        Assert.All(run.Tasks, member => Assert.Null(member.Executor));
        Assert.Equal(run, OperatorMessage.Types.RunGroup.Parser.ParseFrom(run.ToByteArray()));
    }

    [Fact]
    public void C11_Executors_come_back_with_their_agent_and_their_tasks()
    {
        var said = Map("""
            {"reregister":{"info":{"hostname":"h"},"version":"1","instance":"","agent_id":{"value":"a"},
             "frameworks":[{"user":"u","name":"n","id":{"value":"f"},"roles":["dev"],"capabilities":[{"type":"MULTI_ROLE"}]}],
             "tasks":[{"name":"t","task_id":{"value":"t"},"framework_id":{"value":"f"},"agent_id":{"value":"a"},"state":"TASK_RUNNING","executor_id":{"value":"e"}},
                      {"name":"u","task_id":{"value":"u"},"framework_id":{"value":"f"},"agent_id":{"value":"a"},"state":"TASK_RUNNING","executor_id":{"value":"gone"}},
                      {"name":"v","task_id":{"value":"v"},"framework_id":{"value":"f"},"agent_id":{"value":"a"},"state":"TASK_RUNNING"}],
             "executors":[{"executor_id":{"value":"e"},"framework_id":{"value":"f"},"command":{"value":"run"},"resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":1}}]}]}}
            """);
        var back = Assert.IsType<AgentCommand.Reregister>(said.Command);

        var executor = Assert.Single(back.Executors);
        Assert.Equal(("e", "f", "a", "dev", "cpus:1"), (executor.Id.Value, executor.FrameworkId.Value, executor.AgentId.Value, executor.Role.Value, executor.Resources.ToString()));
        Assert.Equal(AnExecutor, executor.Info);
        Assert.Equal([executor.Info, null, null], back.Tasks.Select(task => task.Info.Executor));
        Assert.Equal(["e", "gone", "v"], back.Tasks.Select(task => task.ExecutorId.Value));
    }

    [Theory]
    [InlineData("""{"executor_id":{"value":"e"}}""", "Executor e: 'framework_id' must be set")]
    [InlineData("""{"executor_id":{"value":"e"},"framework_id":{"value":"f"},"resources":[{"name":"x","type":"TEXT"}]}""", "Executor e: Executor uses invalid resources: Invalid resource 'x': Unsupported resource type: TEXT")]
    public void Executors_that_no_agent_has_are_named(string executor, string problem) => Assert.Equal(
        problem,
        Map($$"""{"reregister":{"info":{"hostname":"h"},"version":"1","instance":"","agent_id":{"value":"a"},"executors":[{{executor}}]} }""").Problem);

    [Fact]
    public void Every_order_has_its_message()
    {
        var (framework, taskId, executor) = (new FrameworkId("f"), new TaskId("t"), new ExecutorId("e"));
        var kept = ResourceSet.Of(Resource.Of("cpus", Amount.FromUnits(1), new() { Reservations = [new(ReservationKind.Dynamic, "dev", null, [])] }));
        var welcome = Order(new AgentOrder.Welcome(new AgentId("a"))).Registered;

        Assert.Equal(
            ("a", 15_000_000_000L, 5u, 7L),
            (welcome.AgentId.Value, welcome.PingInterval.Nanoseconds, welcome.PingMissesAllowed, welcome.Epoch));
        Assert.Equal("no", Order(new AgentOrder.Refuse("no")).Refused.Message);
        Assert.Equal(2_000_000_000, Order(new AgentOrder.KillTask(framework, taskId, new KillPolicy(TimeSpan.FromSeconds(2)))).KillTask.KillPolicy.GracePeriod.Nanoseconds);
        Assert.Null(Order(new AgentOrder.KillTask(framework, taskId, null)).KillTask.KillPolicy);
        Assert.Equal(16, Order(new AgentOrder.AcknowledgeUpdate(framework, taskId, new UpdateId(1))).AcknowledgeUpdate.Uuid.Length);
        Assert.Equal(2, Order(new AgentOrder.ReconcileTasks(framework, [taskId, new TaskId("u")])).ReconcileTasks.Tasks.Count);
        Assert.Equal("dev", Assert.Single(Assert.Single(Order(new AgentOrder.KeepResources(kept)).KeepResources.Resources).Reservations).Role);
        Assert.Equal("why", Order(new AgentOrder.ShutDown("why")).Shutdown.Message);
        Assert.True(Order(new AgentOrder.Drain(new(null, AfterDrain.MarkGone))).Drain is { MaxGracePeriod: null, MarkGone: true });
        Assert.True(Order(new AgentOrder.Drain(new(TimeSpan.FromSeconds(2), AfterDrain.Keep))).Drain is { MaxGracePeriod.Nanoseconds: 2_000_000_000, MarkGone: false });
        Assert.Equal("f", Order(new AgentOrder.ShutDownFramework(framework)).ShutdownFramework.FrameworkId.Value);
        Assert.Equal("e", Order(new AgentOrder.ShutDownExecutor(framework, executor)).ShutdownExecutor.ExecutorId.Value);
        Assert.Equal("hi", Order(new AgentOrder.DeliverMessage(framework, executor, new Payload("hi"u8.ToArray()))).FrameworkMessage.Data.ToStringUtf8());
    }

    private static ExecutorInfo AnExecutor => new(
        new ExecutorId("e"),
        ExecutorKind.Unspecified,
        ResourceSet.Of(Resource.Of("cpus", Amount.FromUnits(1))),
        Payloads.Encode(new Wire.ExecutorInfo { ExecutorId = new Wire.ExecutorID { Value = "e" }, Command = new Wire.CommandInfo { Value = "run" } }))
    {
        FrameworkId = new FrameworkId("f"),
    };

    private static MappedMessage Map(string json) => MessageFromLink.Map(Parse.Json<AgentMessage>(json), Link, "peer");

    private static OperatorMessage Order(AgentOrder order) => new OrderToLink(TimeSpan.FromSeconds(15), 5, () => 7).Map(order);
}
