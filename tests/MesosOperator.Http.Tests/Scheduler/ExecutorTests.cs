using System.Text.Json;
using Google.Protobuf;
using MesosOperator.Http.Tests.Operators;
using MesosOperator.Http.Tests.Support;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.Protocol.Mesos.V1.Scheduler;
using Master = MesosOperator.Protocol.Mesos.V1.Master;
using Request = MesosOperator.Http.Tests.Support.Request;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.Http.Tests.Scheduler;

/// <summary>Executors of frameworks and task groups over the real endpoints, from the framework to the agent and back.</summary>
public sealed class ExecutorTests
{
    public static TheoryData<string> MediaTypes => [Protocol.Codecs.MediaTypes.Json, Protocol.Codecs.MediaTypes.Protobuf];

    [Theory, MemberData(nameof(MediaTypes))]
    public async Task S05_a_group_reaches_its_agent_at_once_and_each_task_reports(string mediaType)
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.SubscribeAsync(target, codec: MessageCodec.ForContentType(mediaType));
        await using var agent = await FakeAgent.RegisterAsync(target, 1, Scalar("disk", 64));
        var offer = (await framework.NextAsync(Event.Types.Type.Offers)).Offers.Offers_.Single();
        var executor = Executor("pod", framework.Id, ExecutorInfo.Types.Type.Default);

        Assert.Equal(202, (await framework.CallAsync(Group(offer, executor, Tasks.Command("t1", offer), Tasks.Command("t2", offer)))).Status);

        var order = (await agent.HearOrderAsync()).RunGroup;
        Assert.Equal((framework.Id, "pod", true, "*"), (order.Framework.Id.Value, order.Executor.ExecutorId.Value, order.StartExecutor, order.AllocationRole));
        Assert.Equal(["t1", "t2"], order.Tasks.Select(task => task.TaskId.Value));
        foreach (var id in new[] { "t1", "t2" })
        {
            var running = Tasks.Running(id, framework.Id, agent.Id);
            running.UpdateStatus.Status.ExecutorId = new() { Value = "pod" };
            await agent.SayAsync(running);
            var status = (await framework.NextAsync(Event.Types.Type.Update)).Update.Status;
            Assert.Equal((id, "pod", TaskState.TaskRunning), (status.TaskId.Value, status.ExecutorId.Value, status.State));
        }
    }

    [Fact]
    public async Task K15_a_group_that_is_not_sound_is_told_task_by_task_and_nothing_runs()
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.SubscribeAsync(target);
        await using var agent = await FakeAgent.RegisterAsync(target, 1, Scalar("disk", 64));
        var offer = (await framework.NextAsync(Event.Types.Type.Offers)).Offers.Offers_.Single();
        var executor = Executor("pod", framework.Id, ExecutorInfo.Types.Type.Default);
        executor.FrameworkId = null;

        await framework.CallAsync(Group(offer, executor, Tasks.Command("t1", offer), Tasks.Command("t2", offer)));

        foreach (var id in new[] { "t1", "t2" })
        {
            var status = (await framework.NextAsync(Event.Types.Type.Update)).Update.Status;
            Assert.Equal((id, TaskState.TaskError, Protocol.Mesos.V1.TaskStatus.Types.Reason.TaskGroupInvalid), (status.TaskId.Value, status.State, status.Reason));
            Assert.Equal("'ExecutorInfo.framework_id' must be set for the executor of a task group", status.Message);
        }

        Assert.Empty((await OperatorClient.ReadAsync(target, Master.Call.Types.Type.GetExecutors, MessageCodec.Json)).GetExecutors.Executors);
    }

    [Fact]
    public async Task S08_an_executor_talks_is_shut_down_and_its_end_is_a_failure()
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.SubscribeAsync(target);
        await using var agent = await FakeAgent.RegisterAsync(target);
        await LaunchAsync(framework, agent);
        var (agentId, executorId) = (new AgentID { Value = agent.Id }, new ExecutorID { Value = "e" });

        await framework.CallAsync(new Call { Type = Call.Types.Type.Message, Message = new() { AgentId = agentId, ExecutorId = executorId, Data = ByteString.CopyFromUtf8("hello") } });
        var heard = (await agent.HearOrderAsync()).FrameworkMessage;
        Assert.Equal((framework.Id, "e", "hello"), (heard.FrameworkId.Value, heard.ExecutorId.Value, heard.Data.ToStringUtf8()));
        await agent.SayAsync(new() { FrameworkMessage = new() { FrameworkId = new() { Value = framework.Id }, ExecutorId = executorId, Data = ByteString.CopyFromUtf8("back") } });
        var said = (await framework.NextAsync(Event.Types.Type.Message)).Message;
        Assert.Equal((agent.Id, "e", "back"), (said.AgentId.Value, said.ExecutorId.Value, said.Data.ToStringUtf8()));

        await framework.CallAsync(new Call { Type = Call.Types.Type.Shutdown, Shutdown = new() { AgentId = agentId, ExecutorId = executorId } });
        Assert.Equal("e", (await agent.HearOrderAsync()).ShutdownExecutor.ExecutorId.Value);
        await agent.SayAsync(new() { ExecutorExited = new() { FrameworkId = new() { Value = framework.Id }, ExecutorId = executorId, WaitStatus = 9 } });
        var failure = (await framework.NextAsync(Event.Types.Type.Failure)).Failure;
        Assert.Equal((agent.Id, "e", 9), (failure.AgentId.Value, failure.ExecutorId.Value, failure.Status));
    }

    [Fact]
    public async Task M29_labels_and_discovery_of_tasks_and_executors_are_told_as_given()
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.SubscribeAsync(target);
        await using var agent = await FakeAgent.RegisterAsync(target);
        await LaunchAsync(framework, agent);

        using var state = JsonDocument.Parse((await Answer.OfAsync(target, Request.Get("/state"))).Body);

        var found = state.RootElement.GetProperty("frameworks")[0];
        var task = found.GetProperty("tasks")[0];
        var executor = found.GetProperty("executors")[0];
        Assert.Equal("e", task.GetProperty("executor_id").GetString());
        Assert.Equal(
            ("e", framework.Id, agent.Id, "CUSTOM", 0.5),
            (Text(executor, "executor_id"), Text(executor, "framework_id"), Text(executor, "slave_id"), Text(executor, "type"), executor.GetProperty("resources").GetProperty("cpus").GetDouble()));
        Assert.All([task, executor], told =>
        {
            Assert.Equal(("k", "v"), (Text(told.GetProperty("labels")[0], "key"), Text(told.GetProperty("labels")[0], "value")));
            Assert.Equal("web", Text(told.GetProperty("discovery"), "name"));
        });
        Assert.Equal(1.5, state.RootElement.GetProperty("slaves")[0].GetProperty("used_resources").GetProperty("cpus").GetDouble());
        Assert.Equal(1.5, found.GetProperty("used_resources").GetProperty("cpus").GetDouble());
    }

    [Theory, MemberData(nameof(MediaTypes))]
    public async Task X03_executors_are_told_while_they_live(string mediaType)
    {
        var codec = MessageCodec.ForContentType(mediaType)!;
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.SubscribeAsync(target);
        await using var agent = await FakeAgent.RegisterAsync(target);
        await LaunchAsync(framework, agent);

        var executors = (await OperatorClient.ReadAsync(target, Master.Call.Types.Type.GetExecutors, codec)).GetExecutors;
        var state = (await OperatorClient.ReadAsync(target, Master.Call.Types.Type.GetState, codec)).GetState;

        var told = Assert.Single(executors.Executors);
        Assert.Equal((agent.Id, "e", framework.Id, "run"), (told.AgentId.Value, told.ExecutorInfo.ExecutorId.Value, told.ExecutorInfo.FrameworkId.Value, told.ExecutorInfo.Command.Value));
        Assert.Equal(("cpus", 0.5, "*"), (told.ExecutorInfo.Resources[0].Name, told.ExecutorInfo.Resources[0].Scalar.Value, told.ExecutorInfo.Resources[0].AllocationInfo.Role));
        Assert.Equal(executors, state.GetExecutors);
        Assert.Equal("e", Assert.Single(state.GetTasks.Tasks).ExecutorId.Value);
        Assert.Contains(Assert.Single(state.GetAgents.Agents).AllocatedResources, resource => resource is { Name: "cpus", Scalar.Value: 1.5 });

        await agent.SayAsync(new() { ExecutorExited = new() { FrameworkId = new() { Value = framework.Id }, ExecutorId = new() { Value = "e" }, WaitStatus = 0 } });
        await framework.NextAsync(Event.Types.Type.Failure);
        Assert.Empty((await OperatorClient.ReadAsync(target, Master.Call.Types.Type.GetExecutors, codec)).GetExecutors.Executors);
    }

    [Fact]
    public async Task C11_an_agent_brings_its_executors_back_and_offers_name_them()
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.SubscribeAsync(target);
        await using var agent = FakeAgent.Dial(target);
        var (id, info) = (new FrameworkID { Value = framework.Id }, Framework.Info());
        info.Id = id;
        var register = FakeAgent.Register().Register;
        register.Info.Id = new() { Value = "from-before" };

        await agent.SayAsync(new()
        {
            Reregister = new()
            {
                AgentId = register.Info.Id,
                Info = register.Info,
                Version = register.Version,
                Capabilities = { register.Capabilities },
                Instance = register.Instance,
                Frameworks = { info },
                Executors = { Executor("e", framework.Id, ExecutorInfo.Types.Type.Custom) },
            },
        });

        Assert.Equal("from-before", (await agent.HearAsync()).Registered.AgentId.Value);
        var offer = (await framework.NextAsync(Event.Types.Type.Offers)).Offers.Offers_.Single();
        Assert.Equal("e", Assert.Single(offer.ExecutorIds).Value);
        Assert.Equal(3.5, offer.Resources.Single(resource => resource.Name == "cpus").Scalar.Value);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task S17_a_launch_with_an_operation_id_is_an_error_of_its_tasks(bool isGroup)
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.SubscribeAsync(target);
        await using var agent = await FakeAgent.RegisterAsync(target, 1, Scalar("disk", 64));
        var offer = (await framework.NextAsync(Event.Types.Type.Offers)).Offers.Offers_.Single();
        var call = isGroup
            ? Group(offer, Executor("pod", framework.Id, ExecutorInfo.Types.Type.Default), Tasks.Command("t1", offer))
            : Tasks.Launch(offer, Tasks.Command("t1", offer));
        call.Accept.Operations[0].Id = new() { Value = "o" };

        await framework.CallAsync(call);

        var status = (await framework.NextAsync(Event.Types.Type.Update)).Update.Status;
        Assert.Equal((TaskState.TaskError, "A launch must not have an operation ID"), (status.State, status.Message));
    }

    /// <summary>A task <c>t1</c> on an executor <c>e</c>, both with labels and discovery.</summary>
    private static async Task LaunchAsync(Framework framework, FakeAgent agent)
    {
        var offer = (await framework.NextAsync(Event.Types.Type.Offers)).Offers.Offers_.Single();
        var task = Tasks.Command("t1", offer);
        task.Command = null;
        task.Executor = Executor("e", framework.Id, ExecutorInfo.Types.Type.Custom);
        task.Labels = task.Executor.Labels = new() { Labels_ = { new Label { Key = "k", Value = "v" } } };
        task.Discovery = task.Executor.Discovery = new() { Visibility = DiscoveryInfo.Types.Visibility.External, Name = "web" };
        await framework.CallAsync(Tasks.Launch(offer, task));
        var order = (await agent.HearOrderAsync()).RunTask;
        Assert.Equal(("e", true), (order.Task.Executor.ExecutorId.Value, order.StartExecutor));
        await agent.SayAsync(Tasks.Running("t1", framework.Id, agent.Id));
        await framework.NextAsync(Event.Types.Type.Update);
    }

    private static ExecutorInfo Executor(string id, string framework, ExecutorInfo.Types.Type type) => new()
    {
        Type = type,
        ExecutorId = new() { Value = id },
        FrameworkId = new() { Value = framework },
        Command = type == ExecutorInfo.Types.Type.Custom ? new CommandInfo { Value = "run" } : null,
        Resources = { type == ExecutorInfo.Types.Type.Custom ? [Scalar("cpus", 0.5)] : new[] { Scalar("cpus", 0.1), Scalar("mem", 32), Scalar("disk", 8) } },
    };

    private static Call Group(Offer offer, ExecutorInfo executor, params IEnumerable<TaskInfo> tasks) => new()
    {
        Type = Call.Types.Type.Accept,
        Accept = new()
        {
            OfferIds = { offer.Id },
            Operations =
            {
                new Offer.Types.Operation
                {
                    Type = Offer.Types.Operation.Types.Type.LaunchGroup,
                    LaunchGroup = new() { Executor = executor, TaskGroup = new() { Tasks = { tasks } } },
                },
            },
        },
    };

    private static Resource Scalar(string name, double value) =>
        new() { Name = name, Type = Value.Types.Type.Scalar, Scalar = new() { Value = value } };

    private static string? Text(JsonElement element, string property) => element.GetProperty(property).GetString();
}
