using MesosOperator.Core.Agents;
using MesosOperator.Http.Tests.Support;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mesos.V1.Master;
using MesosOperator.Protocol.Mesos.V1.Scheduler;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Http.Tests.Operators;

/// <summary>What operators change, and what they are refused.</summary>
public sealed class OperatorChangeTests
{
    private const string Agent0 = TestSetup.RecordedMaster + "-S0";

    [Fact]
    public async Task Q19_several_quotas_are_set_together_and_read_back()
    {
        await using var target = await TestOperator.StartAsync();
        await target.AddAgentAsync();

        var answer = await OperatorClient.CallAsync(target, """
            {"type":"UPDATE_QUOTA","update_quota":{"quota_configs":[
              {"role":"a","guarantees":{"cpus":{"value":1}},"limits":{"cpus":{"value":2},"mem":{"value":64}}},
              {"role":"b","limits":{"cpus":{"value":0}}}]}}
            """);

        Assert.Equal((200, ""), (answer.Status, answer.Text));
        var quota = (await OperatorClient.ReadAsync(target, Protocol.Mesos.V1.Master.Call.Types.Type.GetQuota, MessageCodec.Protobuf)).GetQuota.Status;
        Assert.Equal(["a", "b"], quota.Configs.Select(config => config.Role));
        Assert.Equal((1.0, 2.0, 64.0), (quota.Configs[0].Guarantees["cpus"].Value, quota.Configs[0].Limits["cpus"].Value, quota.Configs[0].Limits["mem"].Value));
        Assert.Equal(0, quota.Configs[1].Limits["cpus"].Value);
    }

    [Theory]
    [InlineData("""{"role":"a","guarantees":{"cpus":{"value":5}},"limits":{"cpus":{"value":5}}}""", "exceed cluster capacity")]
    [InlineData("""{"role":"a","guarantees":{"cpus":{"value":2}},"limits":{"cpus":{"value":1}}}""", "is more than the limit")]
    [InlineData("""{"role":"good/part","limits":{"cpus":{"value":2}}}""", "role 'good/part' would have the limit cpus:2, and role 'good' above it has cpus:1")]
    [InlineData("""{"role":"a","limits":{"cpus":{"value":-1}}}""", "not a number that can be counted")]
    public async Task Q20_quota_that_makes_no_sense_is_refused_with_all_others_of_the_call(string config, string why)
    {
        await using var target = await TestOperator.StartAsync();
        await target.AddAgentAsync();

        var answer = await OperatorClient.CallAsync(
            target, $$$$$$"""{"type":"UPDATE_QUOTA","update_quota":{"quota_configs":[{"role":"good","limits":{"cpus":{"value":1}}},{{{{{{config}}}}}}]}}""");

        Assert.Equal(400, answer.Status);
        Assert.Contains(why, answer.Text, StringComparison.Ordinal);
        Assert.Empty((await target.Master.ViewAsync(TestContext.Current.CancellationToken))!.Quotas);
    }

    /// <summary>Unlike in Mesos, a role below another may have a quota, too; in the older form as well.</summary>
    [Fact]
    public async Task Quota_of_a_nested_role_is_set_read_and_removed()
    {
        await using var target = await TestOperator.StartAsync();
        await target.AddAgentAsync();

        await OperatorClient.CallAsync(
            target, """{"type":"UPDATE_QUOTA","update_quota":{"quota_configs":[{"role":"eng/dev","guarantees":{"cpus":{"value":1}},"limits":{"cpus":{"value":2}}}]}}""");
        var read = (await OperatorClient.CallAsync(target, """{"type":"GET_QUOTA"}""")).Text;
        var removed = await OperatorClient.CallAsync(target, """{"type":"REMOVE_QUOTA","remove_quota":{"role":"eng/dev"}}""");

        Assert.Contains("eng/dev", read, StringComparison.Ordinal);
        Assert.Equal(200, removed.Status);
        Assert.Empty((await target.Master.ViewAsync(TestContext.Current.CancellationToken))!.Quotas);
    }

    [Fact]
    public async Task Q20_quota_above_the_capacity_can_be_forced()
    {
        await using var target = await TestOperator.StartAsync();

        var answer = await OperatorClient.CallAsync(
            target, """{"type":"UPDATE_QUOTA","update_quota":{"force":true,"quota_configs":[{"role":"a","guarantees":{"cpus":{"value":9}},"limits":{"cpus":{"value":9}}}]}}""");

        Assert.Equal(200, answer.Status);
    }

    [Fact]
    public async Task Q21_quota_in_the_old_form_is_set_once_and_removed_once()
    {
        const string set = """{"type":"SET_QUOTA","set_quota":{"quota_request":{"role":"a","force":true,"guarantee":[{"name":"cpus","type":"SCALAR","scalar":{"value":1}}]}}}""";
        const string remove = """{"type":"REMOVE_QUOTA","remove_quota":{"role":"a"}}""";
        await using var target = await TestOperator.StartAsync();

        Assert.Equal<int[]>([400, 200, 400, 200, 400],
        [
            (await OperatorClient.CallAsync(target, remove)).Status,
            (await OperatorClient.CallAsync(target, set)).Status,
            (await OperatorClient.CallAsync(target, set)).Status,
            (await OperatorClient.CallAsync(target, remove)).Status,
            (await OperatorClient.CallAsync(target, remove)).Status,
        ]);
    }

    [Theory]
    [InlineData("""{"name":"ports","type":"RANGES","ranges":{"range":[{"begin":1,"end":2}]}}""")]
    [InlineData("""{"name":"cpus","type":"SCALAR","scalar":{"value":1},"revocable":{}}""")]
    [InlineData("""{"name":"cpus","type":"SCALAR","scalar":{"value":1},"role":"x"}""")]
    [InlineData("""{"name":"cpus","type":"SCALAR","scalar":{"value":1}},{"name":"cpus","type":"SCALAR","scalar":{"value":1}}""")]
    public async Task Q21_quota_in_the_old_form_of_anything_but_plain_amounts_is_refused(string guarantee)
    {
        await using var target = await TestOperator.StartAsync();

        var answer = await OperatorClient.CallAsync(
            target, $$$$$$"""{"type":"SET_QUOTA","set_quota":{"quota_request":{"role":"a","force":true,"guarantee":[{{{{{{guarantee}}}}}}]}}}""");

        Assert.Equal(400, answer.Status);
        Assert.StartsWith("Failed to validate set quota request", answer.Text);
    }

    [Theory]
    [InlineData("""{"role":"a","weight":0}""")]
    [InlineData("""{"role":"a","weight":-2}""")]
    [InlineData("""{"role":"a","weight":"Infinity"}""")]
    [InlineData("""{"role":"a//b","weight":1}""")]
    [InlineData("""{"weight":1}""")]
    public async Task Weights_that_make_no_sense_are_refused(string info)
    {
        await using var target = await TestOperator.StartAsync();

        var answer = await OperatorClient.CallAsync(target, $$$$$$"""{"type":"UPDATE_WEIGHTS","update_weights":{"weight_infos":[{"role":"good","weight":2},{{{{{{info}}}}}}]}}""");

        Assert.Equal(400, answer.Status);
        Assert.Empty((await target.Master.ViewAsync(TestContext.Current.CancellationToken))!.WeightsMilli);
    }

    [Fact]
    public async Task TEARDOWN_ends_a_framework_once()
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.SubscribeAsync(target);
        var call = $$$$$$"""{"type":"TEARDOWN","teardown":{"framework_id":{"value":"{{{{{{framework.Id}}}}}}"}}}""";

        Assert.Equal((200, ""), await StatusAsync(target, call));
        Assert.Empty(await framework.Stream.ReadChunkAsync());
        Assert.Equal((400, "No framework found with specified ID"), await StatusAsync(target, call));
    }

    [Fact]
    public async Task X11_resources_are_reserved_and_given_back()
    {
        await using var target = await TestOperator.StartAsync();
        await target.AddAgentAsync();
        const string resource = """{"name":"cpus","type":"SCALAR","scalar":{"value":2},"reservations":[{"type":"DYNAMIC","role":"eng"}]}""";

        Assert.Equal((202, ""), await StatusAsync(target, Reserve("RESERVE_RESOURCES", Agent0, resource)));
        var view = await target.Master.ViewAsync(TestContext.Current.CancellationToken);
        Assert.Contains(Assert.Single(view!.Agents).Total.Items, item => item.Traits.ReservedRole == "eng");
        Assert.Equal((202, ""), await StatusAsync(target, Reserve("UNRESERVE_RESOURCES", Agent0, resource)));
        Assert.Equal(409, (await StatusAsync(target, Reserve("RESERVE_RESOURCES", Agent0, resource.Replace("2}", "99}", StringComparison.Ordinal)))).Status);
        Assert.Equal((400, "No agent found with ID nobody"), await StatusAsync(target, Reserve("RESERVE_RESOURCES", "nobody", resource)));
        Assert.Equal(400, (await StatusAsync(target, Reserve("RESERVE_RESOURCES", Agent0, """{"name":"cpus","type":"SCALAR"}"""))).Status);
    }

    [Fact]
    public async Task X11_whoever_is_known_reserves_in_no_other_name()
    {
        await using var target = await new FakeAccess().StartAsync();
        await target.AddAgentAsync();
        const string spark = "Authorization: Basic c3Bhcms6c2VjcmV0";
        static string Resource(string rest) => Reserve(
            "RESERVE_RESOURCES", Agent0, $$$$$$"""{"name":"cpus","type":"SCALAR","scalar":{"value":1},"reservations":[{"type":"DYNAMIC","role":"eng"{{{{{{rest}}}}}}}]}""");

        Assert.Equal(400, (await OperatorClient.CallAsync(target, Resource(""), spark)).Status);
        Assert.Equal(400, (await OperatorClient.CallAsync(target, Resource(",\"principal\":\"other\""), spark)).Status);
        Assert.Equal(202, (await OperatorClient.CallAsync(target, Resource(",\"principal\":\"spark\""), spark)).Status);
    }

    [Fact]
    public async Task G01_G04_an_agent_is_drained_and_given_back_only_then()
    {
        await using var target = await TestOperator.StartAsync();
        await using var agent = await FakeAgent.RegisterAsync(target);
        await using var framework = await Framework.SubscribeAsync(target);
        await Story.RunTaskAsync(framework, agent);

        Assert.Equal((200, ""), await StatusAsync(target, OfAgent("DRAIN_AGENT", agent.Id, ",\"max_grace_period\":{\"seconds\":3,\"nanos\":0}")));
        Assert.NotNull((await agent.HearOrderAsync()).Drain);
        Assert.Equal(AgentMode.Draining, Assert.Single((await target.Master.ViewAsync(TestContext.Current.CancellationToken))!.Agents).Duty.Mode);
        Assert.Equal(400, (await StatusAsync(target, OfAgent("REACTIVATE_AGENT", agent.Id))).Status);
        Assert.Equal((400, "'max_grace_period' is not a duration that is positive or zero"), await StatusAsync(target, OfAgent("DRAIN_AGENT", agent.Id, ",\"max_grace_period\":{\"seconds\":-3,\"nanos\":0}")));
    }

    [Fact]
    public async Task G04_an_agent_is_deactivated_reactivated_and_marked_gone()
    {
        await using var target = await TestOperator.StartAsync();
        await target.AddAgentAsync();

        Assert.Equal((200, ""), await StatusAsync(target, OfAgent("DEACTIVATE_AGENT", Agent0)));
        Assert.False(Assert.Single((await target.Master.ViewAsync(TestContext.Current.CancellationToken))!.Agents).IsActive);
        Assert.Equal((200, ""), await StatusAsync(target, OfAgent("REACTIVATE_AGENT", Agent0)));
        Assert.Equal((200, ""), await StatusAsync(target, OfAgent("MARK_AGENT_GONE", Agent0)));
        Assert.Equal((200, ""), await StatusAsync(target, OfAgent("MARK_AGENT_GONE", Agent0)));
        Assert.Equal(404, (await StatusAsync(target, OfAgent("MARK_AGENT_GONE", "nobody"))).Status);
        Assert.Equal(400, (await StatusAsync(target, OfAgent("DRAIN_AGENT", "nobody"))).Status);
    }

    private static string Reserve(string type, string agent, string resource) =>
        $$$$$$"""{"type":"{{{{{{type}}}}}}","{{{{{{type.ToLowerInvariant()}}}}}}":{"agent_id":{"value":"{{{{{{agent}}}}}}"},"resources":[{{{{{{resource}}}}}}]}}""";

    private static string OfAgent(string type, string agent, string rest = "") =>
        $$$$$$"""{"type":"{{{{{{type}}}}}}","{{{{{{type.ToLowerInvariant()}}}}}}":{"agent_id":{"value":"{{{{{{agent}}}}}}"}{{{{{{rest}}}}}}}}""";

    private static async Task<(int Status, string Text)> StatusAsync(TestOperator target, string call)
    {
        var answer = await OperatorClient.CallAsync(target, call);
        return (answer.Status, answer.Text);
    }
}
