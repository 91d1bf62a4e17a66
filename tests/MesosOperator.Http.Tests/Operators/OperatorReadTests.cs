using MesosOperator.Core.Master.Commands;
using MesosOperator.Http.Tests.Support;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mesos.V1.Master;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Http.Tests.Operators;

/// <summary>What operators read, in both encodings.</summary>
public sealed class OperatorReadTests
{
    public static TheoryData<string> MediaTypes => [Protocol.Codecs.MediaTypes.Json, Protocol.Codecs.MediaTypes.Protobuf];

    [Theory, MemberData(nameof(MediaTypes))]
    public async Task X01_health_version_flags_metrics_level_and_master(string mediaType)
    {
        await using var target = await TestOperator.StartAsync();
        var codec = MessageCodec.ForContentType(mediaType)!;

        Assert.True((await OperatorClient.ReadAsync(target, Call.Types.Type.GetHealth, codec)).GetHealth.Healthy);
        Assert.Equal("1.11.0", (await OperatorClient.ReadAsync(target, Call.Types.Type.GetVersion, codec)).GetVersion.VersionInfo.Version);
        Assert.Contains((await OperatorClient.ReadAsync(target, Call.Types.Type.GetFlags, codec)).GetFlags.Flags, flag => flag is { Name: "allocation_interval", Value: "1secs" });
        Assert.Contains((await OperatorClient.ReadAsync(target, Call.Types.Type.GetMetrics, codec)).GetMetrics.Metrics, metric => metric is { Name: "master/elected", Value: 1 });
        Assert.Equal(0u, (await OperatorClient.ReadAsync(target, Call.Types.Type.GetLoggingLevel, codec)).GetLoggingLevel.Level);
        var master = (await OperatorClient.ReadAsync(target, Call.Types.Type.GetMaster, codec)).GetMaster;
        Assert.Equal((TestSetup.RecordedMaster, (uint)target.Port), (master.MasterInfo.Id, master.MasterInfo.Port));
    }

    [Theory, MemberData(nameof(MediaTypes))]
    public async Task X02_X03_agents_frameworks_tasks_and_roles_follow_a_launch(string mediaType)
    {
        await using var target = await TestOperator.StartAsync();
        await using var agent = await FakeAgent.RegisterAsync(target);
        await using var framework = await Framework.SubscribeAsync(target);
        await Story.RunTaskAsync(framework, agent);
        var codec = MessageCodec.ForContentType(mediaType)!;

        var state = (await OperatorClient.ReadAsync(target, Call.Types.Type.GetState, codec)).GetState;
        var roles = (await OperatorClient.ReadAsync(target, Call.Types.Type.GetRoles, codec)).GetRoles.Roles;

        var task = Assert.Single(state.GetTasks.Tasks);
        Assert.Equal(("t1", Wire.TaskState.TaskRunning, "*"), (task.TaskId.Value, task.State, Assert.Single(task.Resources).AllocationInfo.Role));
        Assert.Equal(Wire.TaskState.TaskRunning, Assert.Single(task.Statuses).State);
        Assert.Equal(framework.Id, Assert.Single(state.GetFrameworks.Frameworks).FrameworkInfo.Id.Value);
        var seen = Assert.Single(state.GetAgents.Agents);
        Assert.Equal((agent.Id, true, false), (seen.AgentInfo.Id.Value, seen.Active, seen.Deactivated));
        Assert.Equal(("cpus", 1.0), (Assert.Single(seen.AllocatedResources).Name, seen.AllocatedResources[0].Scalar.Value));
        Assert.Equal((framework.Id, 1.0), (Assert.Single(Assert.Single(roles).Frameworks).Value, Assert.Single(roles[0].Resources).Scalar.Value));
        Assert.Equal(state.GetTasks, (await OperatorClient.ReadAsync(target, Call.Types.Type.GetTasks, codec)).GetTasks);
        Assert.Equal(state.GetAgents, (await OperatorClient.ReadAsync(target, Call.Types.Type.GetAgents, codec)).GetAgents);
        Assert.Equal(state.GetFrameworks, (await OperatorClient.ReadAsync(target, Call.Types.Type.GetFrameworks, codec)).GetFrameworks);
    }

    [Fact]
    public async Task X02_agents_that_have_yet_to_come_back_are_recovered_ones()
    {
        await using var target = await TestOperator.StartAsync(new TestSetup { Configure = KnownAgentStore.Add });

        var agents = (await OperatorClient.ReadAsync(target, Call.Types.Type.GetAgents, MessageCodec.Json)).GetAgents;

        Assert.Empty(agents.Agents);
        Assert.Equal("known", Assert.Single(agents.RecoveredAgents).Hostname);
    }

    [Fact]
    public async Task G01_a_drain_is_told_with_its_plan()
    {
        await using var target = await TestOperator.StartAsync();
        await using var agent = await FakeAgent.RegisterAsync(target);
        await target.Master.CallAsync(new OperatorCommand.DrainAgent(new(agent.Id), new(TimeSpan.FromSeconds(9), Core.Agents.AfterDrain.Keep)));

        var seen = Assert.Single((await OperatorClient.ReadAsync(target, Call.Types.Type.GetAgents, MessageCodec.Protobuf)).GetAgents.Agents);

        Assert.Equal((false, true, Wire.DrainState.Drained), (seen.Active, seen.Deactivated, seen.DrainInfo.State));
        Assert.Equal(9_000_000_000, seen.DrainInfo.Config.MaxGracePeriod.Nanoseconds);
    }

    [Theory]
    [InlineData("Accept: text/html", 406, "Expecting 'Accept' to allow 'application/x-protobuf' or 'application/json'")]
    [InlineData("Accept: */*", 200, """{"type":"GET_HEALTH","get_health":{"healthy":true}}""")]
    public async Task W10_every_call_wants_an_encoding_that_can_be_had(string accept, int status, string text)
    {
        await using var target = await TestOperator.StartAsync();

        var answer = await OperatorClient.CallAsync(target, """{"type":"GET_HEALTH"}""", accept);

        Assert.Equal((status, text), (answer.Status, answer.Text));
    }

    [Theory]
    [InlineData("""{"type":"UNKNOWN"}""", 501)]
    public async Task What_is_not_served_is_refused(string call, int status)
    {
        await using var target = await TestOperator.StartAsync();

        Assert.Equal(status, (await OperatorClient.CallAsync(target, call)).Status);
    }
}
