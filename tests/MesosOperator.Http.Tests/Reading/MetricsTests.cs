using System.Text.Json;
using MesosOperator.Http.Tests.Support;
using MesosOperator.Protocol.Mesos.V1.Scheduler;

namespace MesosOperator.Http.Tests.Reading;

[Collection(AloneCollection.Name)]
public sealed class MetricsTests
{
    /// <summary>Names of a real master's snapshot that users alert on (semantics 3.17) and that can be true here.</summary>
    private static readonly string[] Families =
    [
        "master/cpus_", "master/mem_", "master/disk_", "master/gpus_", "master/frameworks_", "master/slaves_", "master/tasks_",
        "master/elected", "master/uptime_secs", "master/outstanding_offers", "master/slave_re", "master/messages_register",
        "master/messages_re", "master/messages_status", "master/messages_kill", "master/messages_decline", "allocator/mesos/allocation_run",
        "allocator/mesos/resources/", "allocator/mesos/roles/",
    ];

    /// <summary>Nothing of the kind exists here: revocable resources, operations, requests for resources; a queue without a wait of its own.</summary>
    private static readonly string[] Without = ["_revocable_", "reconcile_operations", "resource_request", "allocation_run_latency_ms", "slave_removals/reason_"];

    [Theory]
    [InlineData("/metrics/snapshot")]
    [InlineData("/master/metrics/snapshot?timeout=10secs")]
    public async Task Snapshot_has_the_names_of_a_real_master(string path)
    {
        await using var target = await TestOperator.StartAsync();
        await target.AddAgentAsync();
        await using var framework = await Framework.SubscribeAsync(target);
        await framework.NextAsync();
        var recorded = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Captures", "25-master-GET-metrics_snapshot.resp"));
        using var expected = JsonDocument.Parse(recorded.Split("\r\n\r\n", 2)[1]);
        var names = expected.RootElement.EnumerateObject().Select(metric => metric.Name)
            .Where(name => Families.Any(family => name.StartsWith(family, StringComparison.Ordinal)))
            .Where(name => !Without.Any(word => name.Contains(word)));

        using var snapshot = JsonDocument.Parse((await Answer.OfAsync(target, Request.Get(path))).Body);

        Assert.Equal([], [.. names.Where(name => !snapshot.RootElement.TryGetProperty(name, out _))]);
        Assert.Equal(1, snapshot.RootElement.GetProperty("master/outstanding_offers").GetDouble());
        Assert.Equal(1, snapshot.RootElement.GetProperty($"master/frameworks/test/{framework.Id}/offers/sent").GetDouble());
    }

    [Fact]
    public async Task Prometheus_reads_counters_and_gauges_of_now()
    {
        await using var target = await TestOperator.StartAsync();
        await target.AddAgentAsync();
        await using var framework = await Framework.SubscribeAsync(target);
        await framework.NextAsync();
        await framework.CallAsync(Call.Types.Type.Suppress);

        var text = await ScrapeAsync(target);

        Assert.Contains("mesosoperator_agents{", text);
        Assert.Equal(1, Value(text, "mesosoperator_agents", "state=\"connected\""));
        Assert.Equal(4, Value(text, "mesosoperator_resources", "resource=\"cpus\"", "use=\"offered\""));
        Assert.Equal(1, Value(text, "mesosoperator_commands_total", "command=\"FrameworkCommand.Suppress\""));
        Assert.Equal(1, Value(text, "mesosoperator_streams"));
        Assert.True(Value(text, "mesosoperator_events_total", "event=\"AllocationEvent.Ran\"") > 0);
    }

    [Fact]
    public async Task Metrics_are_not_labelled_with_what_clients_choose()
    {
        await using var target = await TestOperator.StartAsync();
        var info = Framework.Info();
        info.Name = "chosen-by-client";
        info.Roles.Clear();
        info.Roles.Add("role-of-client");
        await using var framework = await Framework.SubscribeAsync(target, info);
        await target.AddAgentAsync("host-of-agent");

        var text = await ScrapeAsync(target);

        Assert.DoesNotContain("of-client", text);
        Assert.DoesNotContain("by-client", text);
        Assert.DoesNotContain("host-of-agent", text);
        Assert.DoesNotContain(framework.Id, text);
    }

    private static async Task<string> ScrapeAsync(TestOperator target)
    {
        await using var connection = await RawConnection.OpenAsync(target.Port);
        await connection.SendAsync(Request.Get("/metrics").With("Connection: close").With("Accept: text/plain;version=0.0.4").ToBytes());
        var head = await connection.ReadHeadAsync();
        Assert.Equal("HTTP/1.1 200 OK", head.StatusLine);
        return await connection.ReadToEndAsync();
    }

    private static double Value(string text, string name, params string[] labels)
    {
        var line = text.Split('\n').Single(line =>
            (line.StartsWith(name + "{", StringComparison.Ordinal) || line.StartsWith(name + " ", StringComparison.Ordinal)) && labels.All(line.Contains));
        var value = line[(line.IndexOf('}') + 1)..].Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return double.Parse(labels.Length == 0 && !line.Contains('}') ? value[1] : value[0], System.Globalization.CultureInfo.InvariantCulture);
    }
}
