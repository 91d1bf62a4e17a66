using System.Text.Json;
using MesosOperator.Http.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.Protocol.Mesos.V1.Scheduler;
using Event = MesosOperator.Protocol.Mesos.V1.Scheduler.Event;
using Request = MesosOperator.Http.Tests.Support.Request;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.Http.Tests.Scheduler;

/// <summary>Cases of Mesos' own tests of subscriptions, by their ids in mesos-cases B.</summary>
public sealed class SubscriptionCaseTests
{
    [Fact]
    public async Task S01_subscribed_with_an_id_by_a_master_that_says_who_it_is()
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.OpenAsync(target, Framework.Info(), Protocol.Codecs.MessageCodec.Json);

        var subscribed = (await framework.NextAsync()).Subscribed;

        Assert.NotEmpty(subscribed.FrameworkId.Value);
        Assert.Equal(
            (true, "127.0.0.1", target.Port),
            (subscribed.MasterInfo.Id.Length > 0, subscribed.MasterInfo.Address.Ip, subscribed.MasterInfo.Address.Port));
    }

    [Fact]
    public async Task S16_client_that_closed_its_stream_subscribes_again_and_goes_on()
    {
        await using var target = await TestOperator.StartAsync();
        var first = await Framework.SubscribeAsync(target, Framework.Info(60));
        await first.DisposeAsync();
        await Eventually.ViewAsync(target, view => view.Frameworks.Single().State == Core.Frameworks.FrameworkState.Disconnected);
        var info = Framework.Info(60);
        info.Id = new() { Value = first.Id };

        await using var again = await Framework.SubscribeAsync(target, info);
        await using var agent = await FakeAgent.RegisterAsync(target);

        Assert.Equal((first.Id, agent.Id), (again.Id, (await again.NextAsync(Event.Types.Type.Offers)).Offers.Offers_.Single().AgentId.Value));
    }

    [Fact]
    public async Task S25_what_a_framework_changes_when_it_subscribes_again_is_seen()
    {
        await using var target = await TestOperator.StartAsync();
        await using var first = await Framework.SubscribeAsync(target, Framework.Info(60));
        var info = Framework.Info(120);
        info.Id = new() { Value = first.Id };
        info.Name = "renamed";
        info.WebuiUrl = "http://renamed";
        info.Labels = new() { Labels_ = { new Label { Key = "stage", Value = "two" } } };
        info.Capabilities.Add(new FrameworkInfo.Types.Capability { Type = FrameworkInfo.Types.Capability.Types.Type.PartitionAware });

        await using var second = await Framework.SubscribeAsync(target, info);

        using var state = JsonDocument.Parse((await Answer.OfAsync(target, Request.Get("/state"))).Text);
        var seen = state.RootElement.GetProperty("frameworks")[0];
        Assert.Equal(
            ("renamed", "http://renamed", 120.0, """["MULTI_ROLE","PARTITION_AWARE"]""", """[{"key":"stage","value":"two"}]"""),
            (seen.GetProperty("name").GetString(), seen.GetProperty("webui_url").GetString(), seen.GetProperty("failover_timeout").GetDouble(),
                Sorted(seen.GetProperty("capabilities")), seen.GetProperty("labels").GetRawText()));
    }

    private static string Sorted(JsonElement names) => JsonSerializer.Serialize(names.EnumerateArray().Select(name => name.GetString()).Order(StringComparer.Ordinal));
}
