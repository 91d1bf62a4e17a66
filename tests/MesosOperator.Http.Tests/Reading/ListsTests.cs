using System.Collections.Immutable;
using System.Text.Json;
using MesosOperator.Core.Allocation;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;
using MesosOperator.Http.Tests.Support;
using MesosOperator.Protocol.Mesos.V1.Scheduler;

namespace MesosOperator.Http.Tests.Reading;

/// <summary>The lists that tools read, beside those of a real master (case X03 in their old form).</summary>
public sealed class ListsTests
{
    /// <summary>The recorded framework had done other things, and had subscribed twice.</summary>
    private static readonly string[] Different =
        ["frameworks.completed_tasks is empty", "frameworks.offers is empty", "completed_frameworks.reregistered_time", "frameworks.reregistered_time"];

    [Theory]
    [InlineData("/state-summary", "20-running-GET-state-summary.resp")]
    [InlineData("/master/state-summary", "20-running-GET-state-summary.resp")]
    [InlineData("/tasks", "20-running-GET-tasks.resp")]
    [InlineData("/master/tasks", "20-running-GET-tasks.resp")]
    [InlineData("/frameworks", "25-master-GET-master_frameworks.resp")]
    [InlineData("/master/frameworks", "25-master-GET-master_frameworks.resp")]
    [InlineData("/slaves", "25-master-GET-master_slaves.resp")]
    [InlineData("/master/slaves", "25-master-GET-master_slaves.resp")]
    [InlineData("/master/roles", "25-master-GET-master_roles.resp")]
    public async Task X03_every_property_of_a_real_masters_list_is_there_with_the_same_kind(string path, string capture)
    {
        await using var target = await TestOperator.StartAsync();
        await using var agent = await FakeAgent.RegisterAsync(target);
        await using var gone = await Framework.SubscribeAsync(target);
        await gone.CallAsync(Call.Types.Type.Teardown);
        await using var framework = await Framework.SubscribeAsync(target);
        await Story.RunTaskAsync(framework, agent);
        using var recorded = JsonDocument.Parse(Capture.BodyOf(capture));

        using var list = await ReadAsync(target, path);

        Assert.Empty(JsonShape.Missing(recorded.RootElement, list.RootElement).Except(Different));
    }

    [Theory]
    [InlineData("/quota", "25-master-GET-quota.resp")]
    [InlineData("/master/quota", "25-master-GET-quota.resp")]
    [InlineData("/weights", "25-master-GET-weights.resp")]
    [InlineData("/master/weights", "25-master-GET-weights.resp")]
    [InlineData("/maintenance/schedule", "25-master-GET-master_maintenance_schedule.resp")]
    [InlineData("/master/maintenance/status", "25-master-GET-master_maintenance_status.resp")]
    public async Task Settings_of_roles_are_told_byte_for_byte_as_recorded(string path, string capture)
    {
        await using var target = await TestOperator.StartAsync();
        await SetRoleAsync(target);

        var answer = await Answer.OfAsync(target, Request.Get(path));

        Assert.Equal("application/json", answer.Head.Header("Content-Type"));
        Assert.Equal(System.Text.Encoding.UTF8.GetString(Capture.BodyOf(capture)), answer.Text);
    }

    [Fact]
    public async Task Roles_tell_what_is_used_offered_and_consumed()
    {
        await using var target = await TestOperator.StartAsync();
        await SetRoleAsync(target);
        await using var agent = await FakeAgent.RegisterAsync(target);
        await using var framework = await Framework.SubscribeAsync(target);
        await Story.RunTaskAsync(framework, agent);

        using var list = await ReadAsync(target, "/roles");

        var roles = list.RootElement.GetProperty("roles").EnumerateArray().ToDictionary(role => role.GetProperty("name").GetString()!);
        Assert.Equal(["*", "q"], roles.Keys);
        Assert.Equal("""{"cpus":1.0}""", roles["*"].GetProperty("allocated").GetRawText());
        Assert.Equal("""{"role":"*","guarantee":{},"limit":{},"consumed":{"cpus":1.0}}""", roles["*"].GetProperty("quota").GetRawText());
        Assert.Equal($"""["{framework.Id}"]""", roles["*"].GetProperty("frameworks").GetRawText());
        Assert.Equal("""{"role":"q","guarantee":{"cpus":1.0},"limit":{"cpus":1.0},"consumed":{}}""", roles["q"].GetProperty("quota").GetRawText());
        Assert.Equal(2.5, roles["q"].GetProperty("weight").GetDouble());
    }

    [Theory]
    [InlineData("", new[] { "c", "b", "a" })]
    [InlineData("?order=asc", new[] { "a", "b", "c" })]
    [InlineData("?limit=1", new[] { "c" })]
    [InlineData("?limit=1&offset=1", new[] { "b" })]
    [InlineData("?limit=many&offset=2", new[] { "a" })]
    [InlineData("?task_id=b", new[] { "b" })]
    [InlineData("?framework_id=nobody", new string[0])]
    [InlineData("?framework_id=c9f20f43-f827-4b38-9c47-2917654f741c-0000&order=asc&limit=2", new[] { "a", "b" })]
    public async Task M26_tasks_come_in_pages_and_by_id(string query, string[] expected)
    {
        await using var target = await TestOperator.StartAsync();
        await using var agent = await FakeAgent.RegisterAsync(target);
        await using var framework = await Framework.SubscribeAsync(target);
        var offer = (await framework.NextAsync(Event.Types.Type.Offers)).Offers.Offers_.Single();
        await framework.CallAsync(Tasks.Launch(offer, Tasks.Command("a", offer), Tasks.Command("b", offer), Tasks.Command("c", offer)));
        foreach (var id in (string[])["a", "b", "c"])
        {
            var running = Tasks.Running(id, framework.Id, agent.Id);
            running.UpdateStatus.Status.Timestamp = id[0];
            await agent.SayAsync(running);
            await framework.NextAsync(Event.Types.Type.Update);
        }

        using var list = await ReadAsync(target, "/tasks" + query);

        Assert.Equal(expected, list.RootElement.GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task One_agent_and_one_framework_can_be_asked_for()
    {
        await using var target = await TestOperator.StartAsync();
        await target.AddAgentAsync("one");
        await target.AddAgentAsync("two");
        await using var framework = await Framework.SubscribeAsync(target);

        using var agents = await ReadAsync(target, $"/slaves?slave_id={TestSetup.RecordedMaster}-S1");
        using var frameworks = await ReadAsync(target, "/frameworks?framework_id=none");

        Assert.Equal("two", Assert.Single(agents.RootElement.GetProperty("slaves").EnumerateArray()).GetProperty("hostname").GetString());
        Assert.Empty(frameworks.RootElement.GetProperty("frameworks").EnumerateArray());
    }

    [Fact]
    public async Task G01_a_draining_agent_says_so()
    {
        await using var target = await TestOperator.StartAsync();
        await using var agent = await FakeAgent.RegisterAsync(target);
        await using var framework = await Framework.SubscribeAsync(target);
        await Story.RunTaskAsync(framework, agent);
        await target.Master.CallAsync(new OperatorCommand.DrainAgent(new(agent.Id), new(TimeSpan.FromSeconds(3), Core.Agents.AfterDrain.Keep)));

        using var list = await ReadAsync(target, "/slaves");

        var drained = list.RootElement.GetProperty("slaves")[0];
        Assert.Equal((false, true), (drained.GetProperty("active").GetBoolean(), drained.GetProperty("deactivated").GetBoolean()));
        Assert.Equal("""{"state":"DRAINING","config":{"max_grace_period":{"nanoseconds":3000000000},"mark_gone":false}}""", drained.GetProperty("drain_info").GetRawText());
    }

    /// <summary>What the recorded master was told of role <c>q</c>.</summary>
    private static async Task SetRoleAsync(TestOperator target)
    {
        var one = new ResourceQuantity(ResourceName.Cpus, Amount.FromUnits(1));
        var quota = new Quota(ResourceQuantities.Of(one), ResourceLimits.Of(one));
        Assert.True((await target.Master.CallAsync(new OperatorCommand.UpdateQuota([new(new("q"), quota)], Overcommit.Allow))).IsDone);
        Assert.True((await target.Master.CallAsync(new OperatorCommand.UpdateWeights(
            ImmutableSortedDictionary<RoleName, int>.Empty.Add(new("q"), 2500)))).IsDone);
    }

    private static async Task<JsonDocument> ReadAsync(TestOperator target, string path)
    {
        var answer = await Answer.OfAsync(target, Request.Get(path));
        Assert.Equal(200, answer.Status);
        return JsonDocument.Parse(answer.Body);
    }
}
