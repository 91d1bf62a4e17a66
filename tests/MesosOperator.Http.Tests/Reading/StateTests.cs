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
    public async Task Every_property_of_a_real_masters_state_is_there_with_the_same_kind()
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

    private static string? Text(JsonElement element, string property) => element.GetProperty(property).GetString();
}
