using MesosOperator.Core.Agents;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Tasks;
using MesosOperator.Crds;
using MesosOperator.Crds.Agents;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Mapping;
using MesosOperator.Kubernetes.Tests.Support;

namespace MesosOperator.Kubernetes.Tests.Controllers;

/// <summary>Agents as objects.</summary>
public sealed class AgentTests
{
    [Fact]
    public void Agent_tells_what_it_has_and_who_uses_it() => Test(async (world, _, key) =>
    {
        await world.ApplyFrameworkAsync();
        await world.LaunchAsync(await world.OfferAsync(), "one");

        var status = (await world.UntilAsync(world.Agents, key, agent => agent.Status?.Allocated?["cpus"].Text == "1" && agent.Status.Offered?["cpus"].Text == "3")).Status!;
        Assert.Equal(("host", "4", "1", "3"), (status.Hostname, status.Total!["cpus"].Text, status.Allocated!["cpus"].Text, status.Offered!["cpus"].Text));
        Assert.Equal("True AsWanted", OperatorWorld.Ready(status));
        Assert.Equal(["Registered"], await world.ReasonsAsync(key.Name));
    });

    [Fact]
    public void Agent_is_taken_out_of_service_and_back() => Test(async (world, _, key) =>
    {
        await world.ApplyFrameworkAsync();
        await world.OfferAsync();

        await world.PatchAsync(world.Agents, key, """{"spec":{"deactivated":true}}""");
        await world.UntilAsync(world.Agents, key, agent => OperatorWorld.Ready(agent.Status) == "True Deactivated" && agent.Status!.ObservedGeneration == agent.Metadata.Generation);
        await world.PassAsync(10);
        Assert.Empty((await world.ViewAsync()).Frameworks.Single().Offers);

        await world.PatchAsync(world.Agents, key, """{"spec":{"deactivated":false}}""");
        await world.UntilAsync(world.Agents, key, agent => OperatorWorld.Ready(agent.Status) == "True AsWanted");
        await world.OfferAsync();
    });

    [Fact]
    public void Agent_that_was_never_asked_who_it_is_cannot_be_revoked() => Test(async (world, _, key) =>
    {
        await world.PatchAsync(world.Agents, key, """{"spec":{"revoked":true}}""");

        var stalled = await world.UntilAsync(world.Agents, key, agent => OperatorWorld.Find(agent.Status?.Conditions, Conditions.Stalled)?.Status == ConditionStatus.True);
        Assert.Equal(
            "spec.revoked: agents are not asked who they are here (--agent-authentication)",
            OperatorWorld.Find(stalled.Status!.Conditions, Conditions.Stalled)!.Message);
        await world.PatchAsync(world.Agents, key, """{"spec":{"revoked":false}}""");
        await world.UntilAsync(world.Agents, key, agent => OperatorWorld.Ready(agent.Status) == "True AsWanted");
    });

    [Fact]
    public void Drained_agent_loses_its_tasks_and_says_when_it_is_empty() => Test(async (world, host, key) =>
    {
        await world.ApplyFrameworkAsync();
        await world.LaunchAsync(await world.OfferAsync(), "one");
        await world.UntilAsync(world.Tasks, Cluster.Key("by-hand.one"), task => task.Status?.State == TaskState.Running);

        await world.PatchAsync(world.Agents, key, """{"spec":{"drain":{"maxGracePeriodSeconds":5}}}""");

        await world.UntilAsync(world.Agents, key, agent => OperatorWorld.Find(agent.Status?.Conditions, Conditions.Drained)?.Status == ConditionStatus.True);
        Assert.Empty(host.Running);
        await world.UntilAsync(world.Tasks, Cluster.Key("by-hand.one"), task => task.Status?.State?.IsTerminal() == true);

        await world.PatchAsync(world.Agents, key, """{"spec":{"drain":null}}""");
        await world.UntilAsync(world.Agents, key, agent => OperatorWorld.Ready(agent.Status) == "True AsWanted");
        Assert.Null(OperatorWorld.Find((await world.Agents.FindAsync(key, default))!.Status!.Conditions, Conditions.Drained));
    });

    [Fact]
    public void Drain_began_when_it_did_for_the_next_master_too() => Test(async (world, host, key) =>
    {
        await world.Operator.Master.CallAsync(new OperatorCommand.DrainAgent(host.Id!.Value, new(null, AfterDrain.Keep)));
        var began = (await world.UntilAsync(world.Agents, key, agent => agent.Status?.DrainStartedAt is not null)).Status!.DrainStartedAt;
        await world.PassAsync(60);

        await world.RestartAsync();
        world.Hosts.Return(host);
        await world.PassAsync(10);

        var duty = (await world.ViewAsync()).Agents.Single().Duty;
        Assert.Equal((AgentMode.Drained, began), (duty.Mode, Times.Of(duty.Since)));
        await world.PatchAsync(world.Agents, key, """{"spec":{"drain":null}}""");
        await world.UntilAsync(world.Agents, key, agent => agent.Status is { DrainStartedAt: null } && OperatorWorld.Ready(agent.Status) == "True AsWanted");
    });

    [Fact]
    public void What_is_wanted_over_the_Mesos_API_is_written_where_users_see_it_and_stays() => Test(async (world, host, key) =>
    {
        await world.Operator.Master.CallAsync(new OperatorCommand.DeactivateAgent(host.Id!.Value));
        await world.Operator.Master.CallAsync(new OperatorCommand.ReactivateAgent(host.Id!.Value));
        await world.Operator.Master.CallAsync(new OperatorCommand.DeactivateAgent(host.Id!.Value));

        await world.UntilAsync(world.Agents, key, agent => agent.Spec.Deactivated && OperatorWorld.Ready(agent.Status) == "True Deactivated");
        await world.PassAsync(10);
        Assert.Equal(AgentMode.Deactivated, (await world.ViewAsync()).Agents.Single().Duty.Mode);
        await world.RestartAsync();
        world.Hosts.Return(host);
        await world.UntilAsync(world.Agents, key, agent => agent.Status?.State == AgentState.Connected);
        Assert.Equal(AgentMode.Deactivated, (await world.ViewAsync()).Agents.Single().Duty.Mode);
    });

    [Fact]
    public void Both_at_once_end_as_the_last_says() => Test(async (world, host, key) =>
    {
        await Task.WhenAll(
            world.Operator.Master.CallAsync(new OperatorCommand.DeactivateAgent(host.Id!.Value)).AsTask(),
            world.Operator.Master.CallAsync(new OperatorCommand.ReactivateAgent(host.Id!.Value)).AsTask());
        await world.PassAsync(10);

        Assert.False((await world.Agents.FindAsync(key, default))!.Spec.Deactivated);
        Assert.Equal(AgentMode.Active, (await world.ViewAsync()).Agents.Single().Duty.Mode);
    });

    [Fact]
    public void Object_that_is_deleted_while_its_agent_is_there_is_made_again_with_its_duty() => Test(async (world, _, key) =>
    {
        await world.PatchAsync(world.Agents, key, """{"spec":{"deactivated":true}}""");
        var first = await world.UntilAsync(world.Agents, key, agent => OperatorWorld.Ready(agent.Status) == "True Deactivated");

        await world.Agents.DeleteAsync(key, default);

        var second = await world.UntilAsync(world.Agents, key, agent => OperatorWorld.Ready(agent.Status) == "True Deactivated");
        Assert.NotEqual(first.Metadata.Uid, second.Metadata.Uid);
        Assert.Equal((true, first.Status!.Id), (second.Spec.Deactivated, second.Status!.Id));
        Assert.Equal(AgentMode.Deactivated, (await world.ViewAsync()).Agents.Single().Duty.Mode);
    });

    [Fact]
    public void What_others_write_into_its_status_is_put_right() => Test(async (world, _, key) =>
    {
        await world.Agents.PatchAsync(
            key, "status", ResourcePatch.Merge(new() { ["status"] = new System.Text.Json.Nodes.JsonObject { ["hostname"] = "evil", ["state"] = "Unreachable" } }), default);

        await world.UntilAsync(world.Agents, key, agent => agent.Status is { Hostname: "host", State: AgentState.Connected });
    });

    [Fact]
    public void Agent_that_went_and_came_back_says_both() => Test(async (world, host, key) =>
    {
        world.Hosts.Lose(host);
        await world.UntilAsync(world.Agents, key, agent => OperatorWorld.Find(agent.Status?.Conditions, Conditions.Connected)?.Status == ConditionStatus.False);
        await world.UntilAsync(world.Agents, key, agent => agent.Status?.State == AgentState.Unreachable, 200);
        world.Hosts.Return(host);

        await world.UntilAsync(world.Agents, key, agent => OperatorWorld.Ready(agent.Status) == "True AsWanted");
        Assert.Equal(["Registered", "Disconnected", "Reregistered"], await world.ReasonsAsync(key.Name));
    });

    [Fact]
    public void Object_of_an_agent_that_left_goes() => Test(async (world, host, key) =>
    {
        host.Tell(new AgentCommand.Leave(host.Link));

        await world.UntilGoneAsync(world.Agents, key);
    });

    [Fact]
    public void Object_that_no_agent_stands_behind_says_so() => Test(async (world, _, _) =>
    {
        await world.Agents.CreateAsync(new V1Alpha1Agent { Metadata = new() { Name = "nobody" } }, default);

        await world.UntilAsync(world.Agents, new("", "nobody"), agent => OperatorWorld.Ready(agent.Status) == "False NotConnected");
    });

    private static void Test(Func<OperatorWorld, FakeAgent, ResourceKey, Task> body) => OperatorWorld.Test(async world =>
    {
        var host = world.Hosts.Join();
        await world.Cluster.UntilAsync(() => host.Id is not null);
        var key = ResourceKey.Of((await world.AllAsync(world.Agents)).Single());
        await world.UntilAsync(world.Agents, key, agent => OperatorWorld.Ready(agent.Status) == "True AsWanted");
        await body(world, host, key);
    });
}
