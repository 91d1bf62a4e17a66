using MesosOperator.Core.Agents;
using MesosOperator.Core.Allocation;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Invariants;
using MesosOperator.Core.Maintenance;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;
using MesosOperator.Core.Tasks;
using MesosOperator.TestKit;

namespace MesosOperator.Core.Tests.Invariants;

/// <summary>Each law holds for a sound state and is broken by a state that is made to break it.</summary>
public class InvariantTests
{
    private static readonly AgentId AgentId = new("a1");
    private static readonly FrameworkId FrameworkId = new("f1");
    private static readonly RoleName Role = new("dev");

    private static readonly UpdateId Update = new(7);

    private readonly Agent _agent = new(AgentId, An.Agent().With("cpus:4;mem:64"), TestMaster.Start);
    private readonly Framework _framework = new(FrameworkId, A.Framework().InRole("dev"), TestMaster.Start);
    private readonly Shares _shares = new([]);

    public InvariantTests() => _shares.AddTotal(_agent.Total);

    /// <summary>A law that nobody has seen broken is not known to be checked.</summary>
    [Fact]
    public void Every_law_has_a_test_that_breaks_it()
    {
        var laws = typeof(ResourcesAreConserved).Assembly.GetTypes()
            .Where(type => type.IsPublic && type.Namespace == typeof(ResourcesAreConserved).Namespace).Select(type => type.Name);
        var tests = typeof(InvariantTests).GetMethods().Select(method => method.Name);
        Assert.Empty(laws.Except(tests.Select(test => test.Split('_')[0])));
    }

    [Fact]
    public void FreeIsPartOfTotal_is_broken_by_more_than_there_is()
    {
        Assert.Null(FreeIsPartOfTotal.Violation(_agent));
        _agent.Free = ResourceText.Parse("cpus:5");
        Assert.Equal("agent a1 has cpus:4; mem:64, but cpus:5 is free", FreeIsPartOfTotal.Violation(_agent));
    }

    [Fact]
    public void IdleAgentsOfferNothing_is_broken_by_an_offer_of_one_that_is_away_or_out_of_use()
    {
        _agent.Offers.Add(new("o1"), Offer("o1", "cpus:1"));
        Assert.Null(IdleAgentsOfferNothing.Violation(_agent));

        _agent.Duty = _agent.Duty with { Mode = AgentMode.Deactivated };
        Assert.Equal("agent a1 is Connected and Deactivated, but 1 offers of it stand", IdleAgentsOfferNothing.Violation(_agent));

        _agent.Duty = AgentDuty.Active;
        _agent.State = AgentState.Disconnected;
        Assert.NotNull(IdleAgentsOfferNothing.Violation(_agent));
    }

    [Fact]
    public void InverseOffersAreForMaintenance_is_broken_by_one_of_an_agent_that_stays_or_is_away()
    {
        _agent.Unavailability = new(1, null);
        _agent.InverseOffers.Add(FrameworkId, new(new("o1"), FrameworkId, AgentId, _agent.Unavailability));
        Assert.Null(InverseOffersAreForMaintenance.Violation(_agent));

        _agent.State = AgentState.Disconnected;
        Assert.NotNull(InverseOffersAreForMaintenance.Violation(_agent));

        _agent.State = AgentState.Connected;
        _agent.Unavailability = null;
        Assert.Equal(
            "agent a1 is Connected and Active, not scheduled for maintenance, but 1 inverse offers of it stand",
            InverseOffersAreForMaintenance.Violation(_agent));
    }

    [Fact]
    public void MachinesUnderMaintenanceAreEmpty_is_broken_by_an_agent_of_one()
    {
        var other = new MaintenancePlan([], [new("elsewhere", ""), new("HOST", "127.0.0.2")]);
        Assert.Null(MachinesUnderMaintenanceAreEmpty.Violation(_agent, other));
        foreach (var machine in (MachineId[])[new("HOST", ""), new("", "127.0.0.1"), new("Host", "127.0.0.1")])
            Assert.Equal(
                "agent a1 is connected, but its machine host is under maintenance",
                MachinesUnderMaintenanceAreEmpty.Violation(_agent, new([], [machine])));
    }

    [Fact]
    public void VolumesAreUnique_is_broken_by_two_of_one_id_in_a_role()
    {
        Assert.Null(VolumesAreUnique.Violation(_agent));
        _agent.Total = ResourceText.Parse("disk(+dev)[v]:1;disk(+dev/a)[v]:1;disk(+dev)[w]:1");
        Assert.Null(VolumesAreUnique.Violation(_agent));
        _agent.Total = ResourceText.Parse("disk(+dev)[v]:1;disk(dev)[v]:1");
        Assert.Equal("agent a1 has more than one volume v of role dev", VolumesAreUnique.Violation(_agent));
    }

    [Fact]
    public void OffersKeepToQuota_is_broken_by_an_offer_beyond_the_limit_of_the_role_or_of_one_above_it()
    {
        _shares.Quotas.Set(new("dev"), Limit("cpus:3"));
        _shares.Quotas.Set(new("dev/x"), Limit("cpus:2"));
        Assert.Null(OffersKeepToQuota.Violation(_shares.Quotas.Find(new("dev")), Offer("o1", "cpus:3;mem:64")));
        Assert.NotNull(OffersKeepToQuota.Violation(_shares.Quotas.Find(new("dev")), Offer("o1", "cpus:4")));
        Assert.NotNull(OffersKeepToQuota.Violation(_shares.Quotas.Find(new("dev/x")), Offer("o1", "cpus:3")));

        _shares.Give(_shares.Join(_framework, new("dev/x")), ResourceText.Parse("cpus:2"), Charge.Task);
        Assert.Equal(
            "offer o1 for role dev holds cpus:2, and role dev with the limit cpus:3 would consume cpus:4",
            OffersKeepToQuota.Violation(_shares.Quotas.Find(new("dev")), Offer("o1", "cpus:2")));
    }

    [Fact]
    public void QuotasAddUp_is_broken_by_accounts_that_say_more_or_less_than_is_held()
    {
        _shares.Quotas.Set(new("dev"), new(ResourceText.Parse("cpus:3").Quantities, ResourceLimits.None));
        _shares.Quotas.Set(new("dev/x"), new(ResourceText.Parse("cpus:1;mem:8").Quantities, ResourceLimits.None));
        Assert.Null(QuotasAddUp.Violation(_shares.Quotas, [_agent]));
        Assert.Equal("cpus:3; mem:8", _shares.Quotas.Required.ToString());

        _agent.Offers.Add(new("o1"), Offer("o1", "cpus:1"));
        Assert.Equal("role dev and those below it consume cpus:1, but are booked with ", QuotasAddUp.Violation(_shares.Quotas, [_agent]));
        _shares.Give(_shares.Join(_framework, Role), ResourceText.Parse("cpus:1"), Charge.Offer);
        Assert.Null(QuotasAddUp.Violation(_shares.Quotas, [_agent]));
        _agent.Offers.Remove(new("o1"));
        Assert.Equal("role dev and those below it consume nothing, but are booked with cpus:1", QuotasAddUp.Violation(_shares.Quotas, [_agent]));
    }

    [Fact]
    public void ResourcesAreConserved_is_broken_by_what_vanishes_and_by_what_appears()
    {
        _agent.Offers.Add(new("o1"), Offer("o1", "cpus:1"));
        _agent.Tasks.Add((FrameworkId, new("t1")), Task("t1", "cpus:2"));
        _agent.Free = ResourceText.Parse("cpus:1;mem:64");
        Assert.Null(ResourcesAreConserved.Violation(_agent));

        _agent.Free = ResourceText.Parse("mem:64");
        Assert.NotNull(ResourcesAreConserved.Violation(_agent));

        _agent.Free = ResourceText.Parse("cpus:2;mem:64");
        Assert.NotNull(ResourcesAreConserved.Violation(_agent));
    }

    [Fact]
    public void ResourcesAreConserved_does_not_count_tasks_that_ended()
    {
        _agent.Tasks.Add((FrameworkId, new("t1")), Task("t1", "cpus:2") with { State = TaskState.Finished });
        _agent.Tasks.Add((FrameworkId, new("t2")), Task("t2", "cpus:2") with { State = TaskState.Unreachable });
        Assert.Null(ResourcesAreConserved.Violation(_agent));
    }

    [Fact]
    public void OffersAreDisjoint_is_broken_by_resources_that_are_offered_twice()
    {
        _agent.Offers.Add(new("o1"), Offer("o1", "cpus:3"));
        Assert.Null(OffersAreDisjoint.Violation(_agent));
        _agent.Offers.Add(new("o2"), Offer("o2", "cpus:2"));
        Assert.StartsWith("offer o2 holds cpus:2", OffersAreDisjoint.Violation(_agent));
    }

    [Fact]
    public void OffersAreDisjoint_is_not_broken_by_a_shared_volume_in_several_offers_but_by_one_that_is_not_shared()
    {
        _agent.Total = ResourceText.Parse("cpus:4;disk(+dev)[v]{SHARED}:1;disk(+dev)[w]:1");
        _agent.Offers.Add(new("o1"), Offer("o1", "cpus:2;disk(+dev)[v]{SHARED}:1"));
        _agent.Offers.Add(new("o2"), Offer("o2", "cpus:2;disk(+dev)[v]{SHARED}:1;disk(+dev)[w]:1"));
        _agent.Free = ResourceText.Parse("disk(+dev)[v]{SHARED}:1");
        Assert.Null(OffersAreDisjoint.Violation(_agent));
        Assert.Null(ResourcesAreConserved.Violation(_agent));

        _agent.Free = ResourceText.Parse("");
        Assert.NotNull(ResourcesAreConserved.Violation(_agent));
        _agent.Offers.Add(new("o3"), Offer("o3", "disk(+dev)[w]:1"));
        Assert.NotNull(OffersAreDisjoint.Violation(_agent));
    }

    [Theory]
    [InlineData("dev", true)]
    [InlineData("dev/web", true)]
    [InlineData("developers", false)]
    [InlineData("ops", false)]
    public void ReservationsStayInTheirRole_is_broken_by_an_offer_to_others(string role, bool holds) =>
        Assert.Equal(holds, ReservationsStayInTheirRole.Violation(Offer("o1", "cpus(dev):1;mem:1") with { Role = new(role) }) is null);

    [Fact]
    public void TerminalTasksStayTerminal_is_broken_by_every_way_back()
    {
        var task = Task("t1", "cpus:1");
        foreach (var before in Enum.GetValues<TaskState>())
            foreach (var after in Enum.GetValues<TaskState>())
                Assert.Equal(
                    before.IsTerminal() && after != before,
                    TerminalTasksStayTerminal.Violation(task with { State = before }, after) is not null);
    }

    [Fact]
    public void UpdatesAreAcknowledgedOnce_is_broken_by_an_update_that_still_waits()
    {
        var task = Task("t1", "cpus:1") with { UnacknowledgedUpdate = Update };
        Assert.NotNull(UpdatesAreAcknowledgedOnce.Violation(task, Update));
        Assert.Null(UpdatesAreAcknowledgedOnce.Violation(task, new(8)));
        Assert.Null(UpdatesAreAcknowledgedOnce.Violation(task with { UnacknowledgedUpdate = null }, Update));
    }

    [Fact]
    public void TasksRunOnce_is_broken_by_a_task_on_two_agents()
    {
        var other = new Agent(new("a2"), An.Agent(), TestMaster.Start);
        Place(_agent, Task("t1", "cpus:1"));
        Assert.Null(TasksRunOnce.Violation([_agent, other], [_framework]));

        other.Tasks.Add((FrameworkId, new("t1")), Task("t1", "cpus:1"));
        Assert.Equal("task t1 of framework f1 is on agent a1 and on agent a2", TasksRunOnce.Violation([_agent, other], [_framework]));
    }

    [Fact]
    public void TasksRunOnce_is_broken_by_a_task_that_only_one_side_knows()
    {
        _framework.Tasks.Add(new("t1"), Task("t1", "cpus:1"));
        Assert.Equal("task t1 of framework f1 is not on its agent a1", TasksRunOnce.Violation([_agent], [_framework]));

        _agent.Tasks.Add((FrameworkId, new("t1")), Task("t1", "cpus:1"));
        Assert.Null(TasksRunOnce.Violation([_agent], [_framework]));

        _framework.Tasks.Remove(new("t1"));
        Assert.Equal("an agent holds 1 tasks that no framework knows", TasksRunOnce.Violation([_agent], [_framework]));
    }

    [Fact]
    public void SharesAddUp_is_broken_by_books_that_differ_from_what_is_held()
    {
        var share = _shares.Join(_framework, Role);
        Place(_agent, Task("t1", "cpus:1"));
        _agent.Offers.Add(new("o1"), Offer("o1", "cpus:2"));
        Assert.Equal("framework f1 holds cpus:3 in role dev, but is booked with ", SharesAddUp.Violation(_shares, [_agent], [_framework]));

        _shares.Give(share, ResourceText.Parse("cpus:3"), Charge.Offer);
        Assert.Null(SharesAddUp.Violation(_shares, [_agent], [_framework]));

        share.Role.Held.Add(ResourceText.Parse("mem:1").Quantities);
        Assert.Equal("role dev is booked with cpus:3; mem:1, but its frameworks hold cpus:3", SharesAddUp.Violation(_shares, [_agent], [_framework]));
    }

    [Fact]
    public void ExecutorsHoldWhileTheyLive_is_broken_by_one_that_only_one_side_knows_and_by_one_out_of_reach()
    {
        var executor = Executor("e1", "cpus:1");
        Assert.Null(ExecutorsHoldWhileTheyLive.Violation([_agent], [], [_framework]));

        _framework.Executors.Add((AgentId, executor.Id), executor);
        Assert.Equal(
            "executor e1 of framework f1 lives and is not held on its agent a1", ExecutorsHoldWhileTheyLive.Violation([_agent], [], [_framework]));

        _agent.Executors.Add((FrameworkId, executor.Id), executor);
        Assert.Null(ExecutorsHoldWhileTheyLive.Violation([_agent], [], [_framework]));
        Assert.Equal("agent a1 is out of reach and holds 1 executors", ExecutorsHoldWhileTheyLive.Violation([], [_agent], [_framework]));

        _framework.Executors.Remove((AgentId, executor.Id));
        Assert.Equal("agents hold 1 executors that no framework has", ExecutorsHoldWhileTheyLive.Violation([_agent], [], [_framework]));
    }

    [Fact]
    public void ResourcesAreConserved_is_broken_by_an_executor_that_costs_nothing()
    {
        var executor = Executor("e1", "cpus:1");
        _agent.Executors.Add((FrameworkId, executor.Id), executor);
        Assert.Equal("agent a1 has cpus:4; mem:64, but cpus:4; mem:64 is free,  is offered and cpus:1 is used", ResourcesAreConserved.Violation(_agent));
        _agent.Free = ResourceText.Parse("cpus:3;mem:64");
        Assert.Null(ResourcesAreConserved.Violation(_agent));
    }

    [Fact]
    public void ParentsHoldTheirChildren_is_broken_by_a_place_that_holds_something_else()
    {
        var below = _shares.Join(_framework, new("dev/web"));
        _shares.Give(below, ResourceText.Parse("cpus:3"), Charge.Offer);
        Assert.Null(ParentsHoldTheirChildren.Violation(_shares.Tree.Root));

        below.Role.Node.Parent!.Held.Add(ResourceText.Parse("cpus:1").Quantities);
        Assert.Equal("role dev is booked with cpus:4, but its role and the roles below hold cpus:3", ParentsHoldTheirChildren.Violation(_shares.Tree.Root));
    }

    private static Offer Offer(string id, string resources) =>
        new(new(id), FrameworkId, AgentId, Role, ResourceText.Parse(resources), TestMaster.Start);

    private static LaunchedTask Task(string id, string resources) => new(A.Task(id).On(AgentId).With(resources), FrameworkId, Role);

    private static Quota Limit(string resources) => new(ResourceQuantities.Empty, ResourceLimits.Of(ResourceText.Parse(resources).Quantities.Items));

    private static LaunchedExecutor Executor(string id, string resources) =>
        new(new(new(id), ExecutorKind.Custom, ResourceText.Parse(resources), Payload.Empty), FrameworkId, AgentId, Role);

    private void Place(Agent agent, LaunchedTask task)
    {
        agent.Tasks.Add((FrameworkId, task.Id), task);
        _framework.Tasks.Add(task.Id, task);
    }
}
