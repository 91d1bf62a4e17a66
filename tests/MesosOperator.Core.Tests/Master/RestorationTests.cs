using System.Collections.Immutable;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Allocation;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Maintenance;
using MesosOperator.Core.Master;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Effects;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;
using MesosOperator.Core.Tasks;
using MesosOperator.TestKit;

namespace MesosOperator.Core.Tests.Master;

/// <summary>What a new master makes of what an earlier one left (semantics 3.11, 3.12).</summary>
public sealed class RestorationTests
{
    private static readonly FrameworkId Known = new("old-0000");
    private static readonly AgentInfo AgentInfo = An.Agent().With("cpus:4;mem:1024").Info;
    private readonly TestMaster _master = new();

    [Fact]
    public void Nothing_that_was_read_is_written_again()
    {
        var outcome = _master.Apply(Restore(agents: 2) with
        {
            Quotas = ImmutableSortedDictionary<RoleName, Quota>.Empty.Add(new("dev"), Guarantee("cpus:1")),
            WeightsMilli = ImmutableSortedDictionary<RoleName, int>.Empty.Add(new("dev"), 2000),
        });

        Assert.Equal(EffectBatch.None, outcome.Effects);
        Assert.Equal(2, outcome.Events.OfType<RoleEvent>().Count());
    }

    [Fact]
    public void G09_a_machine_that_is_down_stays_down_and_a_schedule_goes_on()
    {
        var plan = new MaintenancePlan([new([new("other", ""), new("HOST", "")], new(5, null))], [new("other", "")]);
        _master.Apply(Restore(agents: 1) with { Maintenance = plan });

        Assert.Equal(new Unavailability(5, null), Assert.Single(_master.Core.View().Agents).Unavailability);
        var refused = _master.Apply(new AgentCommand.Register(new(7), AgentInfo with { Hostname = "other" }));
        Assert.Equal("Machine is `DOWN`", Assert.Single(refused.Events.OfType<LinkEvent.AgentRefused>()).Message);
        Assert.Equal(plan.Down, _master.Core.View().Maintenance.Down);
    }

    [Fact]
    public void L03_weights_survive_and_override_the_settings()
    {
        _master.Apply(Restore() with { WeightsMilli = ImmutableSortedDictionary<RoleName, int>.Empty.Add(RoleName.Any, 2000) });

        Assert.Equal(2, Assert.Single(_master.Core.View().Roles, role => role.Name == RoleName.Any).Weight);
    }

    [Theory]
    [InlineData(0, 600)]
    [InlineData(3600, 3600)]
    public void Framework_that_does_not_come_back_is_removed_when_its_time_is_over_or_that_of_the_master(int failoverSeconds, int removedAfterSeconds)
    {
        _master.Apply(Restore(failoverSeconds));

        _master.Advance(TimeSpan.FromSeconds(removedAfterSeconds - 1));
        Assert.Equal(FrameworkState.Disconnected, Assert.Single(_master.Core.View().Frameworks).State);
        var removed = _master.Advance(TimeSpan.FromSeconds(1));

        Assert.Empty(_master.Core.View().Frameworks);
        Assert.Contains(removed.SelectMany(outcome => outcome.Effects.First), effect => effect is Persist.FrameworkRemoval);
    }

    [Fact]
    public void Framework_comes_back_under_its_id_and_is_not_removed()
    {
        _master.Apply(Restore());

        Subscribe();
        _master.Advance(TimeSpan.FromHours(1));

        Assert.Equal(Known, Assert.Single(_master.Core.View().Frameworks).Id);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(700)]
    public void R06_agent_from_before_says_what_it_keeps_and_until_then_nothing_is_reserved_on_it(int secondsAway)
    {
        _master.Apply(Restore(agents: 1));
        var id = Assert.Single(_master.Core.View().Agents).Id;
        var kept = ResourceText.Parse("cpus(+dev):2");
        var reserve = new OperatorCommand.OperateOnAgent(id, new ResourceOperation.Reserve(kept));
        Assert.Equal(RefusalKind.Conflict, _master.Apply(reserve).Refusal?.Kind);

        _master.Advance(TimeSpan.FromSeconds(secondsAway));
        var orders = _master.Apply(new AgentCommand.Reregister(new(1), id, AgentInfo, [], []) { Kept = kept }).Effects.Afterwards;

        Assert.Equal(new AgentOrder.Welcome(id), Assert.Single(orders.OfType<Notify.Agent>()).Order);
        Assert.Equal("cpus:2; cpus(+dev):2; mem:1024", Assert.Single(_master.Core.View().Agents).Total.ToString());
        Assert.Null(_master.Apply(reserve).Refusal);
    }

    [Theory]
    [InlineData("one", "one", true)]
    [InlineData("one", "two", false)]
    [InlineData("one", "", false)]
    [InlineData("one", null, true)] // nobody asks
    [InlineData("", "two", true)]
    [InlineData(null, "two", true)]
    public void Agent_from_before_comes_back_by_its_own_certificate_alone(string? known, string? shown, bool isTaken)
    {
        var id = new AgentId("old-S0");
        _master.Apply(Restore() with { Agents = ImmutableSortedDictionary<AgentId, AgentInfo>.Empty.Add(id, AgentInfo with { Identity = known }) });

        var order = Assert.Single(_master.Apply(new AgentCommand.Reregister(new(1), id, AgentInfo with { Identity = shown }, [], [])).Effects.Afterwards.OfType<Notify.Agent>()).Order;

        Assert.Equal(isTaken, order is AgentOrder.Welcome);
        Assert.Equal(!isTaken, order is AgentOrder.TurnAway);
        Assert.Equal(isTaken ? shown ?? known : known, Assert.Single(_master.Core.View().Agents).Info.Identity);
    }

    [Fact]
    public void Call_of_a_framework_that_is_not_back_is_refused()
    {
        _master.Apply(Restore());

        var refusal = _master.Apply(new FrameworkCommand.Revive(Known, new Caller(new("s1"), null), [])).Refusal;

        Assert.Equal(RefusalKind.FrameworkNotSubscribed, refusal?.Kind);
    }

    [Fact]
    public void S27_framework_that_is_not_back_can_be_torn_down_and_cannot_come_back()
    {
        _master.Apply(Restore());

        Assert.Null(_master.Apply(new OperatorCommand.TearDownFramework(Known)).Refusal);

        Assert.IsType<SubscriptionRefused>(Assert.Single(Subscribe().Events));
    }

    [Fact]
    public void Agent_that_is_not_back_is_not_offered_and_its_resources_count()
    {
        _master.Apply(Restore(agents: 1));
        Subscribe();

        _master.Advance(TimeSpan.FromMinutes(1));

        var view = _master.Core.View();
        Assert.Empty(view.Offers);
        Assert.True(Assert.Single(view.Agents).IsRecovering);
    }

    [Fact]
    public void X02_agent_that_does_not_come_back_becomes_unreachable_and_everybody_hears_of_it()
    {
        _master.Apply(Restore(agents: 1));
        Subscribe();

        var outcomes = _master.Advance(TimeSpan.FromMinutes(10));

        Assert.False(Assert.Single(_master.Core.View().UnreachableAgents).IsRecovering);
        Assert.Contains(
            outcomes.SelectMany(outcome => outcome.Effects.Afterwards),
            told => told is Notify.Framework { Notice: FrameworkNotice.AgentLost });
    }

    [Fact]
    public void C07_agent_that_stays_away_is_told_to_be_unreachable_and_since_when()
    {
        _master.Apply(Restore(agents: 1));
        _master.Apply(new SubscriptionCommand.Subscribe(new("s1"), A.Framework().Able(FrameworkCapabilities.PartitionAware).Info with { Id = Known }, []));
        Assert.Empty(Ask(new("old-S0")));

        _master.Advance(TimeSpan.FromMinutes(10));

        var status = Assert.Single(Ask(new("old-S0"))).Status;
        Assert.Equal((TaskState.Unreachable, _master.Core.View().UnreachableAgents[0].UnreachableSince), (status.State, status.UnreachableSince));
    }

    [Fact]
    public void P01_agents_have_a_time_of_their_own_to_come_back_after_a_change_of_masters()
    {
        var master = new TestMaster(new() { RecoveryTimeout = TimeSpan.FromMinutes(3) });
        master.Apply(Restore(agents: 3));

        master.Advance(TimeSpan.FromSeconds(179));
        master.Apply(new AgentCommand.Reregister(new(1), new("old-S0"), AgentInfo, [], []));
        Assert.Empty(master.Core.View().UnreachableAgents);
        master.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["old-S1", "old-S2"], master.Core.View().UnreachableAgents.Select(agent => agent.Id.Value));
        master.Apply(new AgentCommand.Reregister(new(2), new("old-S1"), AgentInfo, [], []));
        master.Advance(TimeSpan.FromHours(1));

        Assert.Equal(["old-S0", "old-S1"], master.Core.View().Agents.Select(agent => agent.Id.Value));
        Assert.Equal(["old-S2"], master.Core.View().UnreachableAgents.Select(agent => agent.Id.Value));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void M37_agent_that_is_back_is_offered_once_whoever_comes_first(bool frameworkFirst)
    {
        _master.Apply(Restore(agents: 1));
        if (frameworkFirst)
            Subscribe();
        Return(0);
        if (!frameworkFirst)
            Subscribe();

        _master.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("cpus:4; mem:1024", Assert.Single(_master.Core.View().Offers).Resources.ToString());
    }

    [Fact]
    public void C04_nothing_is_said_of_tasks_while_the_agents_that_may_run_them_are_missing()
    {
        _master.Apply(Restore(agents: 2));
        Subscribe();
        Return(0);

        Assert.Empty(Ask(null));
        Assert.Empty(Ask(new("old-S1")));
        Assert.Equal(TaskState.Lost, Assert.Single(Ask(new("old-S0"))).Status.State);
        Return(1);
        Assert.Equal(TaskState.Lost, Assert.Single(Ask(null)).Status.State);
    }

    /// <summary>Semantics 3.4: with promises to keep, it must be known first what there is.</summary>
    [Fact]
    public void Nothing_is_offered_before_four_fifths_of_the_agents_are_back_when_a_role_has_a_guarantee()
    {
        _master.Apply(Restore(agents: 5) with
        {
            Quotas = ImmutableSortedDictionary<RoleName, Quota>.Empty.Add(new("dev"), Guarantee("cpus:1")),
        });
        Subscribe();
        for (var agent = 0; agent < 3; agent++)
            Return(agent);
        _master.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(_master.Core.View().Offers);

        Return(3);
        _master.Advance(TimeSpan.FromSeconds(1));

        Assert.NotEmpty(_master.Core.View().Offers);
    }

    /// <summary>No agents were known, so there are none to wait for.</summary>
    [Fact]
    public void Q24_RecoverQuotaEmptyCluster()
    {
        _master.Apply(Restore() with
        {
            Quotas = ImmutableSortedDictionary<RoleName, Quota>.Empty.Add(new("dev"), Guarantee("cpus:1")).Add(new("dev/x"), Guarantee("cpus:1")),
        });
        Subscribe();
        Return(0);
        _master.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(["dev", "dev/x"], _master.Core.View().Quotas.Keys.Select(role => role.Value));
        Assert.NotEmpty(_master.Core.View().Offers);
    }

    [Fact]
    public void Agents_that_never_come_back_do_not_hold_up_offers_for_ever()
    {
        _master.Apply(Restore(agents: 5) with
        {
            Quotas = ImmutableSortedDictionary<RoleName, Quota>.Empty.Add(new("dev"), Guarantee("cpus:1")),
        });
        Subscribe();
        Return(0);

        _master.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1));

        Assert.NotEmpty(_master.Core.View().Offers);
    }

    /// <summary>The agent kept the volumes and says them, with the tasks that use them; nothing is lost or counted twice.</summary>
    [Fact]
    public void V03_MasterFailover()
    {
        var info = AgentInfo with { Resources = ResourceText.Parse("cpus:4;mem:1024;disk(dev):100") };
        var kept = ResourceText.Parse("disk(dev)[own]:30;disk(dev)[shared]{SHARED}:20");
        _master.Apply(Restore(agents: 1) with { Agents = RestoreCommand.Nothing.Agents.Add(new("old-S0"), info) });
        _master.Apply(new SubscriptionCommand.Subscribe(
            new("s1"), A.Framework().InRole("dev").Able(FrameworkCapabilities.SharedResources).Info with { Id = Known }, []));
        LaunchedTask[] tasks = [Using("t1", "cpus:1;disk(dev)[own]:30;disk(dev)[shared]{SHARED}:20"), Using("t2", "cpus:1;disk(dev)[shared]{SHARED}:20")];
        _master.Apply(new AgentCommand.Reregister(new(1), new("old-S0"), info, [.. tasks], []) { Kept = kept });
        _master.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("cpus:2; disk(dev):50; disk(dev)[shared]{SHARED}:20; mem:1024", Assert.Single(_master.Core.View().Offers).Resources.ToString());
        Assert.Equal("cpus:4; disk:100; mem:1024", Assert.Single(_master.Core.View().Roles, role => role.Name.Value == "dev").Held.ToString());
        _master.Core.RequireInvariants();

        static LaunchedTask Using(string id, string resources) =>
            new(A.Task(id).On(new("old-S0")).Info with { Resources = ResourceText.Parse(resources) }, Known, new("dev")) { State = TaskState.Running };
    }

    [Fact]
    public void Drain_goes_on_and_does_not_end_before_the_agent_is_back()
    {
        var drain = new AgentDuty(AgentMode.Draining, new DrainPlan(null, AfterDrain.Keep), _master.Now);
        _master.Apply(Restore(agents: 1) with { AgentDuties = RestoreCommand.Nothing.AgentDuties.Add(new("old-S0"), drain) });
        _master.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(AgentMode.Draining, Assert.Single(_master.Core.View().Agents).Duty.Mode);

        Return(0);

        Assert.Equal(AgentMode.Drained, Assert.Single(_master.Core.View().Agents).Duty.Mode);
    }

    [Fact]
    public void Agent_that_was_marked_gone_may_not_come_back()
    {
        _master.Apply(Restore() with { GoneAgents = RestoreCommand.Nothing.GoneAgents.Add(new("old-S0"), _master.Now) });

        Return(0);

        Assert.Empty(_master.Core.View().Agents);
    }

    [Fact]
    public void Master_that_knows_somebody_cannot_be_restored()
    {
        _master.Apply(Restore());

        Assert.Throws<InvariantViolationException>(() => _master.Core.Apply(Restore(), _master.Now));
    }

    private static RestoreCommand Restore(int failoverSeconds = 0, int agents = 0) => new(
        RestoreCommand.Nothing.Frameworks.Add(Known, A.Framework().OutlivedFor(TimeSpan.FromSeconds(failoverSeconds)).Info),
        Enumerable.Range(0, agents).ToImmutableSortedDictionary(number => new AgentId($"old-S{number}"), _ => AgentInfo));

    private static Quota Guarantee(string resources) => new(ResourceText.Parse(resources).Quantities, ResourceLimits.None);

    private Outcome Subscribe() => _master.Apply(new SubscriptionCommand.Subscribe(new("s1"), A.Framework().Info with { Id = Known }, []));

    private void Return(int agent) => _master.Apply(new AgentCommand.Reregister(new(agent + 1), new($"old-S{agent}"), AgentInfo, [], []));

    private IEnumerable<TaskEvent.Told> Ask(AgentId? agent) =>
        _master.Apply(new FrameworkCommand.Reconcile(Known, new Caller(new("s1"), null), [new TaskQuery(new("t"), agent)])).Events.OfType<TaskEvent.Told>();
}
