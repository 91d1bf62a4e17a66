using System.Text;
using System.Text.Json;
using MesosOperator.Core.Agents;
using MesosOperator.Http.Tests.Support;
using MesosOperator.Protocol.Mesos.V1.Scheduler;
using Wire = MesosOperator.Protocol.Mesos.V1;

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
        await RunAsync(framework, agent);
        using var recorded = JsonDocument.Parse(BodyOf("20-running-GET-state.resp"));

        using var state = JsonDocument.Parse((await Answer.OfAsync(target, Request.Get("/master/state"))).Body);

        Assert.Empty(Missing(recorded.RootElement, state.RootElement, "").Except(LeftOut));
    }

    [Fact]
    public async Task Mesos_DNS_finds_its_tasks_and_agents()
    {
        await using var target = await TestOperator.StartAsync();
        await using var agent = await FakeAgent.RegisterAsync(target);
        await using var framework = await Framework.SubscribeAsync(target);
        await RunAsync(framework, agent);

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

    private static async Task RunAsync(Framework framework, FakeAgent agent)
    {
        var offer = (await framework.NextAsync(Event.Types.Type.Offers)).Offers.Offers_.Single();
        var task = Tasks.Command("t1", offer);
        task.Labels = new() { Labels_ = { new Wire.Label { Key = "k", Value = "v" } } };
        task.Discovery = new() { Visibility = Wire.DiscoveryInfo.Types.Visibility.External, Name = "web" };
        await framework.CallAsync(Tasks.Launch(offer, task));
        Assert.NotNull((await agent.HearOrderAsync()).RunTask);
        var update = Tasks.Running("t1", framework.Id, agent.Id);
        update.UpdateStatus.Status.ContainerStatus = new()
        {
            ContainerId = new() { Value = "c" },
            NetworkInfos = { new Wire.NetworkInfo { IpAddresses = { new Wire.NetworkInfo.Types.IPAddress { IpAddress = "10.1.2.3" } } } },
        };
        await agent.SayAsync(update);
        await framework.NextAsync(Event.Types.Type.Update);
    }

    /// <summary>The properties of the recorded value that the other lacks; items of a list are all held to the recorded first one.</summary>
    private static IEnumerable<string> Missing(JsonElement recorded, JsonElement seen, string path)
    {
        if (recorded.ValueKind != seen.ValueKind && !(IsTruth(recorded) && IsTruth(seen)))
            return [$"{path} is {seen.ValueKind}, was {recorded.ValueKind}"];
        if (path is "flags" or "slaves.attributes" or "slaves.capabilities" or "capabilities" || path.EndsWith("resources", StringComparison.Ordinal))
            return [];
        return recorded.ValueKind switch
        {
            JsonValueKind.Object => recorded.EnumerateObject().SelectMany(property =>
                seen.TryGetProperty(property.Name, out var found)
                    ? Missing(property.Value, found, Join(path, property.Name))
                    : [Join(path, property.Name)]),
            JsonValueKind.Array when recorded.GetArrayLength() > 0 && seen.GetArrayLength() > 0 => seen.EnumerateArray()
                .Reverse().Take(1).SelectMany(item => Missing(recorded[0], item, path)),
            JsonValueKind.Array when recorded.GetArrayLength() > 0 => [$"{path} is empty"],
            _ => [],
        };
    }

    private static bool IsTruth(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False;

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string? Text(JsonElement element, string property) => element.GetProperty(property).GetString();

    private static byte[] BodyOf(string file) => Encoding.UTF8.GetBytes(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Captures", file)).Split("\r\n\r\n", 2)[1]);
}
