using System.Text.Json;
using MesosOperator.Http.Tests.Support;
using MesosOperator.Protocol.Mesos.V1.Scheduler;

namespace MesosOperator.Http.Tests.Reading;

[Collection(AloneCollection.Name)]
public sealed class MetricsTests
{
    /// <summary>Names of a real master's snapshot that have no true value here, each kind with its reason.</summary>
    private static readonly string[] Without =
    [
        "allocation_run_latency_ms", // the allocation waits for nothing
        "master/http_cache_hits", // readers share a picture, not an answer
        "/events/heartbeat", // a stream beats by itself
        "master/operations/", "invalid_operation_status_updates", "valid_operation_status_updates", // operations are carried out at once
        "registrar/registry_size_bytes", // there are objects, not one registry
        "system/load_", "system/mem_free_bytes", // what supervises the process knows better
    ];

    [Theory]
    [InlineData("/metrics/snapshot")]
    [InlineData("/master/metrics/snapshot?timeout=10secs")]
    public async Task A28_M30_snapshot_has_the_names_of_a_real_master(string path)
    {
        await using var target = await TestOperator.StartAsync();
        await target.AddAgentAsync();
        await SetQuotaAsync(target);
        await using var framework = await Framework.SubscribeAsync(target, Named("capture"));
        await using var other = await Framework.SubscribeAsync(target, Named("capture"));
        await EndTwoTasksAsync(framework);
        using var expected = JsonDocument.Parse(Capture.BodyOf("25-master-GET-metrics_snapshot.resp"));
        var names = expected.RootElement.EnumerateObject().Select(metric => metric.Name)
            .Where(name => !Without.Any(word => name.Contains(word)));

        using var snapshot = JsonDocument.Parse((await Answer.OfAsync(target, Request.Get(path))).Body);

        Assert.Equal([], [.. names.Where(name => !snapshot.RootElement.TryGetProperty(name, out _))]);
    }

    [Fact]
    public async Task M30_states_are_counted_with_their_source_and_reason()
    {
        await using var target = await TestOperator.StartAsync();
        await target.AddAgentAsync();
        await using var framework = await Framework.SubscribeAsync(target);
        await EndTwoTasksAsync(framework);

        using var snapshot = JsonDocument.Parse((await Answer.OfAsync(target, Request.Get("/metrics/snapshot"))).Body);

        double Of(string name) => snapshot.RootElement.GetProperty(name).GetDouble();
        string Own(string name) => $"master/frameworks/test/{framework.Id}/{name}";
        Assert.Equal((1, 1), (Of("master/task_error/source_master/reason_task_invalid"), Of("master/tasks_error")));
        Assert.Equal((1, 1), (Of("master/task_lost/source_master/reason_invalid_offers"), Of("master/tasks_lost")));
        Assert.Equal((1, 1), (Of(Own("tasks/terminal/task_error")), Of(Own("tasks/terminal/task_lost"))));
        Assert.Equal((2, 2, 2), (Of(Own("calls/accept")), Of(Own("operations/launch")), Of(Own("operations"))));
        Assert.Equal((1, 2, 1), (Of(Own("events/subscribed")), Of(Own("events/update")), Of(Own("offers/accepted"))));
        Assert.Equal(Of(Own("events")), Of(Own("events/offers")) + 3);
        Assert.Equal((1, 0), (Of(Own("subscribed")), Of(Own("roles/*/suppressed"))));
    }

    [Fact]
    public async Task A28_allocator_tells_of_shares_filters_and_quotas()
    {
        await using var target = await TestOperator.StartAsync();
        await target.AddAgentAsync();
        await SetQuotaAsync(target);
        await using var framework = await Framework.SubscribeAsync(target);
        var offer = (await framework.NextAsync(Event.Types.Type.Offers)).Offers.Offers_.Single();
        await framework.CallAsync(new Call { Type = Call.Types.Type.Decline, Decline = new() { OfferIds = { offer.Id } } });

        using var snapshot = JsonDocument.Parse((await Answer.OfAsync(target, Request.Get("/metrics/snapshot"))).Body);

        double Of(string name) => snapshot.RootElement.GetProperty("allocator/mesos/" + name).GetDouble();
        Assert.Equal((1, 1, 0), (Of("quota/roles/q/resources/cpus/guarantee"), Of("quota/roles/q/resources/cpus/limit"), Of("quota/roles/q/resources/cpus/offered_or_allocated")));
        Assert.Equal((1, 0), (Of("offer_filters/roles/*/active"), Of("roles/*/shares/dominant")));
        Assert.Equal((4, 0), (Of("resources/cpus/total"), Of("resources/cpus/offered_or_allocated")));
        Assert.True(Of("allocation_run_ms/count") > 0);
        Assert.True(Of("allocation_runs") > 0);
    }

    [Fact]
    public async Task X01_a_master_that_does_not_answer_in_time_leaves_its_part_out()
    {
        var gate = new TaskCompletionSource();
        BlockedStore? store = null;
        await using var target = await TestOperator.StartAsync(new TestSetup { Configure = services => store = BlockedStore.Add(services, gate.Task) });
        await using var framework = await Framework.OpenAsync(target, Framework.Info(), Protocol.Codecs.MessageCodec.Json);
        await store!.Saving.WaitAsync(TestContext.Current.CancellationToken);

        var asking = Answer.OfAsync(target, Request.Get("/metrics/snapshot?timeout=0secs"));
        using var snapshot = JsonDocument.Parse((await asking).Body);

        Assert.Equal(1, snapshot.RootElement.GetProperty("master/elected").GetDouble());
        Assert.False(snapshot.RootElement.TryGetProperty("master/slaves_active", out _));
        gate.SetResult();
        Assert.Equal(400, (await Answer.OfAsync(target, Request.Get("/metrics/snapshot?timeout=soon"))).Status);
    }

    private static Protocol.Mesos.V1.FrameworkInfo Named(string name)
    {
        var info = Framework.Info();
        info.Name = name;
        return info;
    }

    private static async Task SetQuotaAsync(TestOperator target)
    {
        var one = new Core.Resources.ResourceQuantity("cpus", Core.Resources.Amount.FromUnits(1));
        var quota = new Core.Allocation.Quota(Core.Resources.ResourceQuantities.Of(one), Core.Resources.ResourceLimits.Of(one));
        Assert.True((await target.Master.CallAsync(new Core.Master.Commands.OperatorCommand.UpdateQuota([new(new("q"), quota)], Core.Master.Commands.Overcommit.Allow))).IsDone);
    }

    /// <summary>One that asks for too much, and one on an offer that is gone.</summary>
    private static async Task EndTwoTasksAsync(Framework framework)
    {
        var offer = (await framework.NextAsync(Event.Types.Type.Offers)).Offers.Offers_.Single();
        var large = Tasks.Command("large", offer);
        large.Resources[0].Scalar.Value = 1000;
        foreach (var task in new[] { large, Tasks.Command("late", offer) })
        {
            await framework.CallAsync(Tasks.Launch(offer, task));
            await framework.NextAsync(Event.Types.Type.Update);
        }
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
