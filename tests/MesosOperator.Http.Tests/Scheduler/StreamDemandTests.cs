using System.Text;
using MesosOperator.Core.Agents;
using MesosOperator.Http.Tests.Support;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mesos.V1.Scheduler;

namespace MesosOperator.Http.Tests.Scheduler;

/// <summary>The stream: what clients out there need, by the numbers of the checklist in mesos-clients 2.</summary>
public sealed class StreamDemandTests
{
    public static TheoryData<string> MediaTypesServed => [MediaTypes.Json, MediaTypes.Protobuf];

    [Theory, MemberData(nameof(MediaTypesServed))]
    public async Task Demand10_one_record_is_one_chunk(string mediaType)
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.SubscribeAsync(target, codec: MessageCodec.ForContentType(mediaType));
        await target.AddAgentAsync("host", new AgentAttribute("long") { Text = new string('x', 300_000) });
        await target.AddAgentAsync();

        Assert.Equal(300_000, (await framework.NextAsync()).Offers.Offers_[0].Attributes[0].Text.Value.Length);
        Assert.Single((await framework.NextAsync()).Offers.Offers_);
        target.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(Event.Types.Type.Heartbeat, (await framework.NextAsync()).Type);
    }

    [Fact]
    public async Task Demand11_JSON_record_is_one_line_of_ASCII()
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.SubscribeAsync(target);
        await target.AddAgentAsync("bücherei\n東京🦆");

        var record = await framework.Stream.ReadChunkAsync();

        Assert.All(record, character => Assert.InRange(character, (byte)1, (byte)126));
        Assert.Equal(1, record.Count(character => character == '\n'));
        Assert.Contains("b\\u00fccherei", Encoding.ASCII.GetString(record), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Demand12_SUBSCRIBED_comes_first_and_HEARTBEAT_at_once_after_it()
    {
        await using var target = await TestOperator.StartAsync();
        await target.AddAgentAsync();
        await using var framework = await Framework.OpenAsync(target, Framework.Info(), MessageCodec.Json);

        Assert.Equal(Event.Types.Type.Subscribed, (await framework.NextAsync()).Type);
        Assert.Equal("20\n{\"type\":\"HEARTBEAT\"}", await framework.Stream.ReadTextChunkAsync());
        Assert.Equal(Event.Types.Type.Offers, (await framework.NextAsync()).Type);
    }

    [Fact]
    public async Task Demand13_heartbeats_come_every_five_seconds_while_fifteen_are_announced()
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.OpenAsync(target, Framework.Info(), MessageCodec.Json);
        Assert.Equal(15.0, (await framework.NextAsync()).Subscribed.HeartbeatIntervalSeconds);
        Assert.Equal(Event.Types.Type.Heartbeat, (await framework.NextAsync()).Type);

        for (var beat = 0; beat < 4; beat++)
        {
            target.Time.Advance(TimeSpan.FromSeconds(4.9));
            await target.Master.ViewAsync(TestContext.Current.CancellationToken);
            Assert.False(framework.Stream.HasUnread);
            target.Time.Advance(TimeSpan.FromSeconds(0.1));
            Assert.Equal(Event.Types.Type.Heartbeat, (await framework.NextAsync()).Type);
        }
    }

    [Theory, MemberData(nameof(MediaTypesServed))]
    public async Task Demand14_many_offers_are_told_in_records_of_at_most_four_MiB(string mediaType)
    {
        const int agents = 60;
        await using var target = await TestOperator.StartAsync();
        for (var agent = 0; agent < agents; agent++)
            await target.AddAgentAsync("host", new AgentAttribute("long") { Text = new string('é', 50_000) });
        await using var framework = await Framework.SubscribeAsync(target, codec: MessageCodec.ForContentType(mediaType));

        var seen = 0;
        while (seen < agents)
        {
            var chunk = await framework.Stream.ReadChunkAsync();
            Assert.InRange(chunk.Length, 1, 4 * 1024 * 1024);
            var record = chunk.AsMemory(Array.IndexOf(chunk, (byte)'\n') + 1);
            seen += MessageCodec.ForContentType(mediaType)!.Parse<Event>(record).Offers.Offers_.Count;
        }

        Assert.Equal(agents, seen);
    }

    [Fact]
    public async Task Demand16_what_is_not_set_is_left_out()
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.SubscribeAsync(target);
        await framework.CallAsync(new Call { Type = Call.Types.Type.Kill, Kill = new() { TaskId = new() { Value = "nothing" } } });

        var record = await framework.Stream.ReadTextChunkAsync();

        Assert.Contains("TASK_LOST", record);
        Assert.DoesNotContain("null", record);
        Assert.DoesNotContain("uuid", record);
    }

    [Fact]
    public async Task Demand17_enumerated_values_are_names_and_numbers_are_numbers()
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.SubscribeAsync(target);
        await target.AddAgentAsync();

        var record = await framework.Stream.ReadTextChunkAsync();

        Assert.Contains("""{"name":"cpus","type":"SCALAR","scalar":{"value":4.0}""", record);
        Assert.Contains(""""type":"RANGES","ranges":{"range":[{"begin":31000,"end":31005}]}"""", record);
        Assert.Contains("\"port\":5051", record);
    }
}
