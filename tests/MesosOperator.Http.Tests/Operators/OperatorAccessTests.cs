using MesosOperator.Http.Tests.Support;
using MesosOperator.Runtime.Access;

namespace MesosOperator.Http.Tests.Operators;

/// <summary>Who may make operator calls: cases W01, Q25 and X09.</summary>
public sealed class OperatorAccessTests
{
    private const string Spark = "Authorization: Basic c3Bhcms6c2VjcmV0";
    private const string Agent0 = TestSetup.RecordedMaster + "-S0";

    public static TheoryData<string, AccessRequest[]> Calls => new()
    {
        { """{"type":"GET_HEALTH"}""", [] },
        { """{"type":"GET_STATE"}""", [new AccessRequest.ReadState("/state")] },
        { """{"type":"GET_TASKS"}""", [new AccessRequest.ReadState("/tasks")] },
        { """{"type":"GET_QUOTA"}""", [new AccessRequest.ReadState("/quota")] },
        { """{"type":"GET_METRICS","get_metrics":{}}""", [new AccessRequest.ReadState("/metrics/snapshot")] },
        { """{"type":"UPDATE_QUOTA","update_quota":{"quota_configs":[{"role":"a"},{"role":"b"}]}}""", [new AccessRequest.UpdateQuota("a"), new AccessRequest.UpdateQuota("b")] },
        { """{"type":"UPDATE_WEIGHTS","update_weights":{"weight_infos":[{"role":"a","weight":2}]}}""", [new AccessRequest.UpdateWeight("a")] },
        { """{"type":"GET_MAINTENANCE_STATUS"}""", [new AccessRequest.ReadState("/maintenance/status")] },
        { """{"type":"UPDATE_MAINTENANCE_SCHEDULE","update_maintenance_schedule":{"schedule":{}}}""", [new AccessRequest.ChangeMaintenance()] },
        { """{"type":"START_MAINTENANCE","start_maintenance":{"machines":[{"hostname":"host"}]}}""", [new AccessRequest.ChangeMaintenance()] },
        { """{"type":"STOP_MAINTENANCE","stop_maintenance":{"machines":[{"hostname":"host"}]}}""", [new AccessRequest.ChangeMaintenance()] },
        { Of("DEACTIVATE_AGENT"), [new AccessRequest.ChangeAgent(Agent0, "host")] },
        { Of("REACTIVATE_AGENT"), [new AccessRequest.ChangeAgent(Agent0, "host")] },
        { Of("DRAIN_AGENT", ",\"mark_gone\":true"), [new AccessRequest.ChangeAgent(Agent0, "host"), new AccessRequest.MarkAgentGone(Agent0, "host")] },
        { Of("MARK_AGENT_GONE"), [new AccessRequest.MarkAgentGone(Agent0, "host")] },
        { Of("RESERVE_RESOURCES", ",\"resources\":[{\"name\":\"cpus\",\"type\":\"SCALAR\",\"scalar\":{\"value\":1},\"reservations\":[{\"type\":\"DYNAMIC\",\"role\":\"eng\",\"principal\":\"spark\"}]}]"), [new AccessRequest.UpdateReservations("eng")] },
        { Of("DESTROY_VOLUMES", ",\"volumes\":[{\"name\":\"disk\",\"type\":\"SCALAR\",\"scalar\":{\"value\":1},\"reservations\":[{\"type\":\"DYNAMIC\",\"role\":\"eng\"}],\"disk\":{\"persistence\":{\"id\":\"v\"},\"volume\":{\"container_path\":\"p\",\"mode\":\"RW\"}}}]"), [new AccessRequest.UpdateVolumes("eng")] },
    };

    [Theory, MemberData(nameof(Calls))]
    public async Task Q25_each_call_asks_for_what_it_needs_and_is_refused_without(string call, AccessRequest[] needed)
    {
        var access = new FakeAccess { Authorize = (_, _) => Authorization.Allowed.Yes };
        await using var target = await access.StartAsync();
        await target.AddAgentAsync();

        var allowed = await OperatorClient.CallAsync(target, call, Spark);
        Assert.Equal(needed, access.Asked);
        access.Authorize = (_, _) => new Authorization.Denied("no");
        var denied = await OperatorClient.CallAsync(target, call, Spark);
        access.Authorize = (_, _) => new Authorization.Unavailable("later");
        var unavailable = await OperatorClient.CallAsync(target, call, Spark);

        Assert.NotEqual(403, allowed.Status);
        Assert.Equal(needed.Length > 0 ? [(403, "no"), (503, "later")] : [(200, allowed.Text), (200, allowed.Text)], [(denied.Status, denied.Text), (unavailable.Status, unavailable.Text)]);
    }

    [Fact]
    public async Task Q25_nobody_in_particular_is_challenged_in_the_words_of_Mesos()
    {
        await using var target = await new FakeAccess().StartAsync();

        var answer = await OperatorClient.CallAsync(target, """{"type":"GET_HEALTH"}""");

        Assert.Equal(401, answer.Status);
        Assert.Contains("realm=\"mesos-master-readwrite\"", answer.Head.Header("WWW-Authenticate"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_framework_of_others_is_torn_down_by_name()
    {
        var access = new FakeAccess();
        await using var target = await access.StartAsync();
        await using var framework = await Framework.OpenAsync(target, Framework.Info(), Protocol.Codecs.MessageCodec.Json, Spark);
        var id = (await framework.NextAsync()).Subscribed.FrameworkId.Value;

        await OperatorClient.CallAsync(target, $$$$$$"""{"type":"TEARDOWN","teardown":{"framework_id":{"value":"{{{{{{id}}}}}}"}}}""", Spark);

        Assert.Contains(new AccessRequest.TearDownFramework("", "test"), access.Asked);
    }

    private static string Of(string type, string rest = "") =>
        $$$$$$"""{"type":"{{{{{{type}}}}}}","{{{{{{type.ToLowerInvariant()}}}}}}":{"agent_id":{"value":"{{{{{{Agent0}}}}}}"}{{{{{{rest}}}}}}}}""";
}
