using MesosOperator.Core.Agents;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Tasks;
using MesosOperator.Crds;
using MesosOperator.Crds.Offers;
using MesosOperator.Crds.Tasks;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Tests.Support;
using MesosOperator.TestKit.Kubernetes;

namespace MesosOperator.Kubernetes.Tests.Controllers;

/// <summary>Tasks as objects.</summary>
public sealed class TaskTests
{
    private static readonly ResourceKey One = Cluster.Key("by-hand.one");

    [Fact]
    public void Task_tells_its_states_and_when_they_came() => Test(async (world, host) =>
    {
        host.Report(new("one"), TaskState.Finished);

        var task = await world.UntilAsync(world.Tasks, One, seen => seen.Status?.State == TaskState.Finished);
        Assert.Equal("True Finished", OperatorWorld.Ready(task.Status));
        Assert.NotNull(task.Status!.StartedAt);
        Assert.NotNull(task.Status!.EndedAt);
        Assert.Equal(("by-hand", "dev", "1"), (task.Spec.Framework, task.Spec.Role, task.Spec.Resources["cpus"].Text));
    });

    [Fact]
    public void Update_is_acknowledged_when_the_object_shows_it() => Test(async (world, host) =>
    {
        var acknowledged = Acknowledged(host);
        world.Cluster.Api.Add(new FakeFault(request => request is { Plural: "tasks", Subresource: "status" } && request.Client != OperatorWorld.User) { Status = 500, Times = 5 });

        host.Report(new("one"), TaskState.Failed);

        await world.PassAsync(0.3);
        Assert.Equal(acknowledged, Acknowledged(host));
        await world.UntilAsync(world.Tasks, One, seen => seen.Status?.State == TaskState.Failed);
        await world.Cluster.UntilAsync(() => Acknowledged(host) == acknowledged + 1);
    });

    [Fact]
    public void Task_whose_object_is_deleted_is_killed() => Test(async (world, host) =>
    {
        await world.Tasks.DeleteAsync(One, default);

        await world.UntilGoneAsync(world.Tasks, One);
        Assert.Empty(host.Running);
    });

    [Fact]
    public void Task_that_is_deleted_while_it_is_launched_does_not_go_on() => OperatorWorld.Test(async world =>
    {
        var host = world.Hosts.Join();
        await world.ApplyFrameworkAsync();
        var offer = await world.OfferAsync();
        // The second task's object takes a while to be written; the first one's is deleted meanwhile.
        world.Cluster.Api.Add(new FakeFault(request => request is { Plural: "tasks", Method.Method: "POST" } && request.Client != OperatorWorld.User) { Times = 1 });
        world.Cluster.Api.Add(new FakeFault(request => request is { Plural: "tasks", Method.Method: "POST" } && request.Client != OperatorWorld.User) { Times = 1, Delay = TimeSpan.FromSeconds(5) });
        await world.LaunchAsync(offer, "one", "two");
        await world.UntilAsync(world.Tasks, One, _ => true);

        await world.Tasks.DeleteAsync(One, default);

        await world.UntilAsync(world.Tasks, Cluster.Key("by-hand.two"), task => task.Status?.State == TaskState.Running);
        await world.UntilGoneAsync(world.Tasks, One);
        await world.Cluster.UntilAsync(() => host.Running.Keys.Select(id => id.Value).SequenceEqual(["two"]));
    });

    [Fact]
    public void Task_of_an_agent_that_is_away_can_be_let_go() => Test(async (world, host) =>
    {
        world.Hosts.Lose(host);
        await world.UntilAsync(world.Tasks, One, seen => seen.Status?.State == TaskState.Unreachable, 200);
        await world.Tasks.DeleteAsync(One, default);
        await world.PassAsync(30);
        Assert.NotNull(await world.Tasks.FindAsync(One, default));

        await world.AnnotateAsync(world.Tasks, One, Annotations.Abandon, "true");

        await world.UntilGoneAsync(world.Tasks, One);
    });

    [Fact]
    public void New_leader_finds_tasks_running_and_takes_back_old_offers() => Test(async (world, host) =>
    {
        var old = await world.OfferAsync();
        await world.RestartAsync();
        world.Hosts.Return(host);

        await world.UntilAsync(world.Offers, ResourceKey.Of(old), offer => offer.Status?.Phase == OfferPhase.Rescinded);
        Assert.NotEqual(old.Metadata.Name, (await world.OfferAsync()).Metadata.Name);
        await world.UntilGoneAsync(world.Offers, ResourceKey.Of(old), 120);
        Assert.Equal(TaskState.Running, (await world.Tasks.FindAsync(One, default))!.Status!.State);
        Assert.Equal(["one"], host.Launched);
        host.Report(new("one"), TaskState.Finished);
        await world.UntilAsync(world.Tasks, One, seen => seen.Status?.State == TaskState.Finished);
    });

    [Fact]
    public void New_leader_tells_of_a_task_that_its_agent_no_longer_has() => Test(async (world, host) =>
    {
        await world.RestartAsync();
        host.Running.Clear();
        world.Hosts.Return(host);

        var task = await world.UntilAsync(world.Tasks, One, seen => seen.Status?.State?.IsTerminal() == true, 120);
        Assert.Contains(task.Status!.State, (TaskState?[])[TaskState.Lost, TaskState.Gone, TaskState.Dropped]);
    });

    [Fact]
    public void New_leader_tells_of_a_task_whose_agent_does_not_come_back() => Test(async (world, _) =>
    {
        await world.RestartAsync();

        await world.UntilAsync(world.Tasks, One, seen => seen.Status?.State == TaskState.Unreachable, 120);
    });

    [Fact]
    public void Task_that_was_recorded_and_never_launched_is_told_lost_by_the_next_leader() => Test(async (world, host) =>
    {
        await world.Operator.StopAsync();
        var one = (await world.Tasks.FindAsync(One, default))!;
        await world.Tasks.CreateAsync(
            new V1Alpha1Task
            {
                Metadata = new() { Name = "by-hand.ghost", NamespaceProperty = One.Namespace, Finalizers = [Finalizers.Kill] },
                Spec = one.Spec with { Id = "ghost" },
            },
            default);
        await world.StartAsync("m2");
        world.Hosts.Return(host);

        var ghost = await world.UntilAsync(world.Tasks, Cluster.Key("by-hand.ghost"), seen => seen.Status?.State?.IsTerminal() == true, 120);
        Assert.NotEqual(TaskState.Finished, ghost.Status!.State);
    });

    private static int Acknowledged(FakeAgent host) => host.Orders.OfType<AgentOrder.AcknowledgeUpdate>().Count();

    private static readonly MasterSettings Impatient = new() { AgentReturnTimeout = TimeSpan.FromSeconds(10), RecoveryTimeout = TimeSpan.FromSeconds(30) };

    private static void Test(Func<OperatorWorld, FakeAgent, Task> body) => OperatorWorld.Test(async world =>
    {
        var host = world.Hosts.Join();
        await world.ApplyFrameworkAsync();
        await world.LaunchAsync(await world.OfferAsync(), "one");
        await world.UntilAsync(world.Tasks, One, task => task.Status?.State == TaskState.Running);
        await world.Cluster.UntilAsync(() => Acknowledged(host) == 1);
        await body(world, host);
    }, Impatient);
}
