using MesosOperator.Http.Tests.Support;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mesos.V1.Scheduler;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Http.Tests.Scheduler;

/// <summary>Content: what clients out there need, by the numbers of the checklist in mesos-clients 2.</summary>
public sealed class ContentDemandTests
{
    [Fact]
    public async Task Demand18_SUBSCRIBED_says_where_the_master_is_in_every_way_that_clients_read()
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.OpenAsync(target, Framework.Info(), MessageCodec.Protobuf);

        var master = (await framework.NextAsync()).Subscribed.MasterInfo;

        Assert.Equal(TestSetup.RecordedMaster, master.Id);
        Assert.Equal(16777343u, master.Ip);
        Assert.Equal((uint)target.Port, master.Port);
        Assert.Equal($"master@127.0.0.1:{target.Port}", master.Pid);
        Assert.Equal("localhost", master.Hostname);
        Assert.Equal(("localhost", "127.0.0.1", target.Port), (master.Address.Hostname, master.Address.Ip, master.Address.Port));
    }

    [Fact]
    public async Task Demand19_version_is_made_of_whole_numbers()
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.OpenAsync(target, Framework.Info(), MessageCodec.Json);

        var version = (await framework.NextAsync()).Subscribed.MasterInfo.Version;

        Assert.Equal("1.11.0", version);
        Assert.Contains($"\"version\":\"{version}\"", (await Answer.OfAsync(target, Request.Get("/version"))).Text);
    }

    [Fact]
    public async Task Demand20_offer_has_a_url_a_hostname_and_its_role_also_on_each_resource()
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.SubscribeAsync(target);
        await target.AddAgentAsync();

        var offer = (await framework.NextAsync()).Offers.Offers_.Single();

        Assert.Equal(("http", "/slave(1)"), (offer.Url.Scheme, offer.Url.Path));
        Assert.Equal(("host", "127.0.0.1", 5051), (offer.Url.Address.Hostname, offer.Url.Address.Ip, offer.Url.Address.Port));
        Assert.Equal("host", offer.Hostname);
        Assert.Equal("*", offer.AllocationInfo.Role);
        Assert.Equal(3, offer.Resources.Count);
        Assert.All(offer.Resources, resource => Assert.Equal("*", resource.AllocationInfo.Role));
    }

    [Fact]
    public async Task Demand21_id_that_the_framework_chose_is_kept()
    {
        await using var target = await TestOperator.StartAsync();
        var info = Framework.Info();
        info.Id = new() { Value = "my-own-id" };
        await using var framework = await Framework.SubscribeAsync(target, info);

        Assert.Equal("my-own-id", framework.Id);
    }

    [Fact]
    public async Task Demand22_update_of_the_master_itself_names_the_agent_and_wants_no_acknowledgement()
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.SubscribeAsync(target);
        var task = new Wire.TaskInfo { Name = "t", TaskId = new() { Value = "t" }, AgentId = new() { Value = "a" }, Command = new() { Value = "true" } };
        var accept = new Call.Types.Accept
        {
            OfferIds = { new Wire.OfferID { Value = "stale" } },
            Operations = { new Wire.Offer.Types.Operation { Type = Wire.Offer.Types.Operation.Types.Type.Launch, Launch = new() { TaskInfos = { task } } } },
        };

        Assert.Equal(202, (await framework.CallAsync(new Call { Type = Call.Types.Type.Accept, Accept = accept })).Status);

        var status = (await framework.NextAsync()).Update.Status;
        Assert.Equal("a", status.AgentId.Value);
        Assert.False(status.HasUuid);
        Assert.Equal(Wire.TaskStatus.Types.Source.Master, status.Source);
        Assert.True(status.HasTimestamp);
    }

    [Fact]
    public async Task Demand23_calls_full_of_nulls_and_calls_without_the_optional_parts_are_fine()
    {
        await using var target = await TestOperator.StartAsync();
        await using var connection = await RawConnection.OpenAsync(target.Port);
        await connection.SendAsync(Request.Json(
            """{"framework_id":null,"type":"SUBSCRIBE","subscribe":{"framework_info":{"user":"root","name":"probe","id":null,"failover_timeout":604800,"checkpoint":null,"role":null,"hostname":null,"principal":null,"webui_url":null,"capabilities":null,"labels":null}},"accept":null,"decline":null,"kill":null,"shutdown":null,"acknowledge":null,"reconcile":null,"message":null,"request":null}""").ToBytes());
        var stream = (await connection.ReadHeadAsync()).Header("Mesos-Stream-Id");
        var id = $$"""{"value":"{{TestSetup.RecordedMaster}}-0000"}""";
        string[] calls =
        [
            $$"""{"framework_id":{{id}},"type":"DECLINE","decline":{"offer_ids":[],"filters":null},"accept":null}""",
            $$$"""{"framework_id":{{{id}}},"type":"DECLINE","decline":{"offer_ids":[]}}""",
            $$$$"""{"framework_id":{{{{id}}}},"type":"KILL","kill":{"task_id":{"value":"t"}}}""",
            $$$"""{"framework_id":{{{id}}},"type":"RECONCILE","reconcile":{"tasks":[]}}""",
            $$$"""{"framework_id":{{{id}}},"type":"RECONCILE","reconcile":{"tasks":[{"task_id":{"value":"t"}}]}}""",
            $"{{\n  \"framework_id\": {id},\n  \"type\": \"DECLINE\",\n  \"decline\": {{ \"offer_ids\": [], \"filters\": {{ \"refuse_seconds\": \"120\" }} }}\n}}\n",
        ];
        foreach (var call in calls)
            Assert.Equal(202, (await Answer.OfAsync(target, Request.Json(call).With($"Mesos-Stream-Id: {stream}"))).Status);
    }

    [Fact]
    public async Task Demand24_command_task_with_no_disk_one_port_and_no_word_of_a_shell_reaches_its_agent()
    {
        await using var target = await TestOperator.StartAsync();
        await using var agent = await FakeAgent.RegisterAsync(target);
        await using var framework = await Framework.SubscribeAsync(target);
        var offer = (await framework.NextAsync()).Offers.Offers_.Single();
        var id = $$$"""{"value":"{{{framework.Id}}}"}""";
        var body = $$$$$"""
            {"framework_id":{{{{{id}}}}},"type":"ACCEPT","accept":{"offer_ids":[{"value":"{{{{{offer.Id.Value}}}}}"}],"operations":[{"type":"LAUNCH","launch":{"task_infos":[
            {"name":"t","task_id":{"value":"t"},"agent_id":{"value":"{{{{{agent.Id}}}}}"},"executor":null,"container":null,"command":{"value":"true","uris":null},
            "resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":0.1},"ranges":null},{"name":"disk","type":"SCALAR","scalar":{"value":0}},
            {"name":"ports","type":"RANGES","ranges":{"range":[{"begin":31000,"end":31000}]}}]}]}}],"filters":null}}
            """;

        Assert.Equal(202, (await Answer.OfAsync(target, Request.Json(body).With($"Mesos-Stream-Id: {framework.StreamId}"))).Status);

        var task = (await agent.HearOrderAsync()).RunTask.Task;
        Assert.True(task.Command.Shell);
        Assert.Equal(31000u, task.Resources.Single(resource => resource.Name == "ports").Ranges.Range.Single().Begin);
    }

    [Fact]
    public async Task Demand25_SUPPRESS_and_REVIVE_need_no_body()
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.SubscribeAsync(target);
        Assert.Equal(202, (await framework.CallAsync(Call.Types.Type.Suppress)).Status);
        await target.AddAgentAsync();
        Assert.Empty((await target.Master.ViewAsync(TestContext.Current.CancellationToken))!.Offers);

        Assert.Equal(202, (await framework.CallAsync(Call.Types.Type.Revive)).Status);

        Assert.Single((await framework.NextAsync()).Offers.Offers_);
    }

    [Theory]
    [InlineData("/redirect")]
    [InlineData("/master/redirect")]
    public async Task Demand26_redirect_leads_to_the_leader_with_its_port(string path)
    {
        await using var target = await TestOperator.StartAsync();

        var answer = await Answer.OfAsync(target, Request.Get(path));

        Assert.Equal("HTTP/1.1 307 Temporary Redirect", answer.Head.StatusLine);
        Assert.Equal($"//localhost:{target.Port}", answer.Head.Header("Location"));
        Assert.Equal(0, answer.Head.ContentLength);
    }

    [Fact]
    public async Task Demand27_known_framework_without_a_stream_gets_403()
    {
        await using var target = await TestOperator.StartAsync();
        var framework = await Framework.SubscribeAsync(target, Framework.Info(failoverTimeout: 60));
        await framework.DisposeAsync();
        await Eventually.ViewAsync(target, view => view.Frameworks.Single().State == Core.Frameworks.FrameworkState.Disconnected);

        var answer = await framework.CallAsync(Call.Types.Type.Suppress);

        Assert.Equal("HTTP/1.1 403 Forbidden", answer.Head.StatusLine);
        Assert.Equal("Framework is not subscribed", answer.Text);
    }

    [Fact]
    public async Task Demand28_only_the_old_stream_hears_that_the_framework_failed_over()
    {
        await using var target = await TestOperator.StartAsync();
        await using var first = await Framework.SubscribeAsync(target, Framework.Info(failoverTimeout: 60));
        var info = Framework.Info(failoverTimeout: 60);
        info.Id = new() { Value = first.Id };

        await using var second = await Framework.SubscribeAsync(target, info);

        Assert.Equal("Framework failed over", (await first.NextAsync()).Error.Message);
        Assert.Empty(await first.Stream.ReadChunkAsync());
        Assert.Equal("", await first.Stream.ReadToEndAsync());
        Assert.Equal(first.Id, second.Id);
        Assert.NotEqual(first.StreamId, second.StreamId);
        Assert.Equal(400, (await first.CallAsync(Call.Types.Type.Suppress)).Status);
        Assert.Equal(202, (await second.CallAsync(Call.Types.Type.Suppress)).Status);
    }
}
