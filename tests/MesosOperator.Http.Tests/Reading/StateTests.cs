using System.Text.Json;
using MesosOperator.Core.Agents;
using MesosOperator.Http.Tests.Support;
using MesosOperator.Protocol.Mesos.V1.Scheduler;

namespace MesosOperator.Http.Tests.Reading;

/// <summary>The shape of <c>/state</c> beside that of a real master while a task runs, and what tools read from it.</summary>
public sealed class StateTests
{
    /// <summary>What a real master tells and this operator has no true word for.</summary>
    private static readonly string[] LeftOut = ["build_date", "build_time", "build_user", "git_sha"];

    [Fact]
    public async Task M28_every_property_of_a_real_masters_state_is_there_with_the_same_kind()
    {
        await using var target = await TestOperator.StartAsync();
        await using var agent = await FakeAgent.RegisterAsync(target);
        await using var framework = await Framework.SubscribeAsync(target);
        await Story.RunTaskAsync(framework, agent);
        using var recorded = JsonDocument.Parse(Capture.BodyOf("20-running-GET-state.resp"));

        using var state = JsonDocument.Parse((await Answer.OfAsync(target, Request.Get("/master/state"))).Body);

        Assert.Empty(JsonShape.Missing(recorded.RootElement, state.RootElement).Except(LeftOut));
    }

    [Fact]
    public async Task Mesos_DNS_finds_its_tasks_and_agents()
    {
        await using var target = await TestOperator.StartAsync();
        await using var agent = await FakeAgent.RegisterAsync(target);
        await using var framework = await Framework.SubscribeAsync(target);
        await Story.RunTaskAsync(framework, agent);

        using var state = JsonDocument.Parse((await Answer.OfAsync(target, Request.Get("/state"))).Body);

        Assert.Equal($"master@127.0.0.1:{target.Port}", state.RootElement.GetProperty("leader").GetString());
        var slave = state.RootElement.GetProperty("slaves").EnumerateArray().Single();
        Assert.Equal((agent.Id, "agent-host", "slave(1)@127.0.0.1:5051"), (Text(slave, "id"), Text(slave, "hostname"), Text(slave, "pid")));
        var found = state.RootElement.GetProperty("frameworks").EnumerateArray().Single();
        Assert.Equal(("test", framework.Id), (Text(found, "name"), Text(found, "id")));
        var task = found.GetProperty("tasks").EnumerateArray().Single();
        Assert.Equal(("t1", "t1", agent.Id, "TASK_RUNNING"), (Text(task, "id"), Text(task, "name"), Text(task, "slave_id"), Text(task, "state")));
        Assert.Equal(1, task.GetProperty("resources").GetProperty("cpus").GetDouble());
        Assert.Equal("10.1.2.3", Text(
            task.GetProperty("statuses").EnumerateArray().Last().GetProperty("container_status")
                .GetProperty("network_infos")[0].GetProperty("ip_addresses")[0], "ip_address"));
        Assert.Equal("web", Text(task.GetProperty("discovery"), "name"));
    }

    [Fact]
    public async Task Resources_are_numbers_with_a_fraction_and_ranges_are_text()
    {
        await using var target = await TestOperator.StartAsync();
        await target.AddAgentAsync("host", new AgentAttribute("rack") { Text = "r1" }, new AgentAttribute("level") { Number = 3 });

        var text = (await Answer.OfAsync(target, Request.Get("/state"))).Text;

        Assert.Contains("\"resources\":{\"disk\":0.0,\"mem\":1024.0,\"gpus\":0.0,\"cpus\":4.0,\"ports\":\"[31000-31005]\"}", text);
        Assert.Contains("\"attributes\":{\"rack\":\"r1\",\"level\":3.0}", text);
        Assert.Contains("\"activated_slaves\":1.0", text);
    }

    [Fact]
    public async Task Removed_framework_is_among_the_completed_ones()
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.SubscribeAsync(target);
        await framework.CallAsync(Call.Types.Type.Teardown);

        using var state = JsonDocument.Parse((await Answer.OfAsync(target, Request.Get("/state"))).Body);

        Assert.Empty(state.RootElement.GetProperty("frameworks").EnumerateArray());
        var completed = state.RootElement.GetProperty("completed_frameworks").EnumerateArray().Single();
        Assert.Equal(framework.Id, Text(completed, "id"));
        Assert.False(completed.GetProperty("active").GetBoolean());
        Assert.True(completed.GetProperty("unregistered_time").GetDouble() > 0);
    }

    [Fact]
    public async Task M24_an_empty_id_asks_for_a_new_one()
    {
        await using var target = await TestOperator.StartAsync();
        var info = Framework.Info();
        info.Id = new() { Value = "" };

        await using var framework = await Framework.SubscribeAsync(target, info);

        Assert.Equal($"{TestSetup.RecordedMaster}-0000", framework.Id);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task M25_as_many_removed_frameworks_and_ended_tasks_are_told_as_are_set(int limit)
    {
        await using var target = await TestOperator.StartAsync(new TestSetup { Settings = new() { MaxCompletedFrameworks = limit, MaxCompletedTasks = limit } });
        await using var agent = await FakeAgent.RegisterAsync(target);
        for (var removed = 0; removed < 3; removed++)
            await using (var gone = await Framework.SubscribeAsync(target))
                await gone.CallAsync(Call.Types.Type.Teardown);
        await using var framework = await Framework.SubscribeAsync(target);
        var offer = (await framework.NextAsync(Event.Types.Type.Offers)).Offers.Offers_.Single();
        await framework.CallAsync(Tasks.Launch(offer, Tasks.Command("a", offer), Tasks.Command("b", offer), Tasks.Command("c", offer)));
        foreach (var id in (string[])["a", "b", "c"])
        {
            var finished = Tasks.Running(id, framework.Id, agent.Id);
            finished.UpdateStatus.Status.State = Protocol.Mesos.V1.TaskState.TaskFinished;
            finished.UpdateStatus.LatestState = Protocol.Mesos.V1.TaskState.TaskFinished;
            await agent.SayAsync(finished);
            var status = (await framework.NextAsync(Event.Types.Type.Update)).Update.Status;
            await framework.CallAsync(new Call { Type = Call.Types.Type.Acknowledge, Acknowledge = new() { AgentId = status.AgentId, TaskId = status.TaskId, Uuid = status.Uuid } });
        }

        using var state = JsonDocument.Parse((await Answer.OfAsync(target, Request.Get("/state"))).Body);

        Assert.Equal(limit, state.RootElement.GetProperty("completed_frameworks").GetArrayLength());
        var tasks = state.RootElement.GetProperty("frameworks")[0].GetProperty("completed_tasks");
        Assert.Equal(limit, tasks.GetArrayLength());
        Assert.All(tasks.EnumerateArray(), task => Assert.NotEqual("a", Text(task, "id")));
    }

    [Fact]
    public async Task M28_constraints_filters_capabilities_and_roles_are_told()
    {
        await using var target = await TestOperator.StartAsync();
        var info = Framework.Info();
        info.OfferFilters.Add("*", new() { MinAllocatableResources = new() { Quantities = { new Protocol.Mesos.V1.OfferFilters.Types.ResourceQuantities { Quantities = { ["cpus"] = new() { Value = 1 } } } } } });
        await using var framework = await Framework.SubscribeAsync(target, info);
        const string Constraints = """{"role_constraints":{"*":{"groups":[{"attribute_constraints":[{"selector":{"attribute_name":"rack"},"predicate":{"text_matches":{"regex":"r.*"}}},{"selector":{"pseudoattribute_type":"ZONE"},"predicate":{"not_exists":{}}}]}]}}}""";
        var update = new Call
        {
            Type = Call.Types.Type.UpdateFramework,
            UpdateFramework = new()
            {
                FrameworkInfo = info.Clone(),
                OfferConstraints = Protocol.Codecs.MessageCodec.Json.Parse<OfferConstraints>(System.Text.Encoding.UTF8.GetBytes(Constraints)),
            },
        };
        update.UpdateFramework.FrameworkInfo.Id = new() { Value = framework.Id };
        Assert.Equal(200, (await framework.CallAsync(update)).Status);

        foreach (var path in (string[])["/state", "/frameworks"])
        {
            using var state = JsonDocument.Parse((await Answer.OfAsync(target, Request.Get(path))).Body);
            var found = state.RootElement.GetProperty("frameworks")[0];
            Assert.Equal(Constraints, found.GetProperty("offer_constraints").GetRawText());
            Assert.Equal("""{"*":{"min_allocatable_resources":{"quantities":[{"quantities":{"cpus":{"value":1.0}}}]}}}""", found.GetProperty("offer_filters").GetRawText());
            Assert.Equal(("""["MULTI_ROLE"]""", """["*"]"""), (found.GetProperty("capabilities").GetRawText(), found.GetProperty("roles").GetRawText()));
        }

        var read = (await Operators.OperatorClient.ReadAsync(target, Protocol.Mesos.V1.Master.Call.Types.Type.GetFrameworks, Protocol.Codecs.MessageCodec.Protobuf)).GetFrameworks.Frameworks[0];
        Assert.Equal(update.UpdateFramework.OfferConstraints, read.OfferConstraints);
        Assert.Equal(info.OfferFilters, read.FrameworkInfo.OfferFilters);
    }

    private static string? Text(JsonElement element, string property) => element.GetProperty(property).GetString();
}
