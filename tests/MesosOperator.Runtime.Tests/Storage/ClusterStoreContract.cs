using System.Collections.Immutable;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Allocation;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Maintenance;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Effects;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;
using MesosOperator.Runtime.Ports;
using MesosOperator.TestKit;

namespace MesosOperator.Runtime.Tests.Storage;

/// <summary>What every store promises. One test class per store inherits it.</summary>
public abstract class ClusterStoreContract
{
    private static readonly FrameworkInfo Info = new("root", "test") { Roles = [new RoleName("dev")], FailoverTimeout = TimeSpan.FromMinutes(1) };

    private static readonly AgentInfo Agent = new(
        "host", "127.0.0.1", 5051, ResourceSet.Of(Resource.Of(ResourceName.Cpus, Amount.FromUnits(4))));

    /// <summary>An empty store.</summary>
    protected abstract IClusterStore Create();

    [Fact]
    public async Task New_store_is_empty()
    {
        var contents = await Create().LoadAsync(TestContext.Current.CancellationToken);

        Assert.Empty(contents.Frameworks);
        Assert.Empty(contents.Agents);
    }

    [Fact]
    public async Task What_was_saved_is_loaded()
    {
        var contents = await SaveAsync(new Persist.Framework(new("f1"), Info), new Persist.Agent(new("a1"), Agent));

        var (frameworkId, framework) = Assert.Single(contents.Frameworks);
        Assert.Equal("f1", frameworkId.Value);
        Assert.Equal((Info.User, Info.Name, Info.FailoverTimeout), (framework.User, framework.Name, framework.FailoverTimeout));
        Assert.Equal(Info.Roles.AsEnumerable(), framework.Roles);
        var (agentId, agent) = Assert.Single(contents.Agents);
        Assert.Equal("a1", agentId.Value);
        Assert.Equal((Agent.Hostname, Agent.Ip, Agent.Port, Agent.Resources), (agent.Hostname, agent.Ip, agent.Port, agent.Resources));
    }

    [Fact]
    public async Task Last_of_several_changes_stands()
    {
        var contents = await SaveAsync(
            new Persist.Framework(new("f1"), Info),
            new Persist.Framework(new("f1"), Info with { Name = "renamed" }),
            new Persist.Agent(new("a1"), Agent),
            new Persist.AgentRemoval(new("a1")));

        Assert.Equal("renamed", contents.Frameworks[new("f1")].Name);
        Assert.Empty(contents.Agents);
    }

    [Fact]
    public async Task Removed_framework_is_not_loaded()
    {
        var contents = await SaveAsync(new Persist.Framework(new("f1"), Info), new Persist.FrameworkRemoval(new("f1")));

        Assert.Empty(contents.Frameworks);
    }

    [Fact]
    public async Task Removal_of_what_was_never_kept_is_fine()
    {
        var contents = await SaveAsync(new Persist.FrameworkRemoval(new("f1")), new Persist.AgentRemoval(new("a1")));

        Assert.Empty(contents.Frameworks);
        Assert.Empty(contents.Agents);
    }

    [Fact]
    public async Task What_an_operator_wants_of_agents_is_kept_until_it_is_nothing_special()
    {
        var drained = new AgentDuty(AgentMode.Draining, new(TimeSpan.FromSeconds(5), AfterDrain.MarkGone), Instant.FromSeconds(7));
        var contents = await SaveAsync(
            [
                .. new[] { "a1", "a2", "a3" }.Select(id => new Persist.Agent(new(id), Agent)),
                new Persist.AgentDuty(new("a1"), drained with { Mode = AgentMode.Deactivated, Drain = null }),
                new Persist.AgentDuty(new("a1"), drained),
                new Persist.AgentDuty(new("a2"), drained),
                new Persist.AgentDuty(new("a2"), AgentDuty.Active),
                new Persist.AgentDuty(new("a3"), drained),
                new Persist.AgentRemoval(new("a3")),
            ]);

        var (id, duty) = Assert.Single(contents.AgentDuties);
        Assert.Equal(("a1", drained), (id.Value, duty));
    }

    [Fact]
    public async Task What_of_an_agent_nobody_else_knows_is_kept_until_the_agent_leaves()
    {
        var kept = ResourceText.Parse("cpus(+eng):1;disk(+eng):32");
        var books = new AgentBooks(2, [new(new("f1"), new("t1"), new("eng/dev")), new(new("f1"), new("t2"), new("*"))], kept);
        var contents = await SaveAsync(
            [
                .. new[] { "a1", "a2", "a3" }.Select(id => new Persist.Agent(new(id), Agent)),
                new Persist.AgentBooks(new("a1"), books with { Epoch = 1, GivenUp = [] }),
                new Persist.AgentBooks(new("a1"), books),
                new Persist.AgentDuty(new("a1"), new AgentDuty(AgentMode.Deactivated, null, Instant.FromSeconds(7))),
                new Persist.Agent(new("a1"), Agent with { Version = "2" }),
                new Persist.AgentBooks(new("a2"), books),
                new Persist.AgentBooks(new("a2"), AgentBooks.Empty),
                new Persist.AgentBooks(new("a3"), books),
                new Persist.AgentRemoval(new("a3")),
            ]);

        var (id, read) = Assert.Single(contents.AgentBooks, known => !known.Value.IsEmpty);
        Assert.Equal(("a1", 2L), (id.Value, read.Epoch));
        Assert.Equal(books.GivenUp, read.GivenUp);
        Assert.Equal(kept, read.Kept);
    }

    [Fact]
    public async Task What_a_role_was_given_is_kept_together()
    {
        var quota = new Quota(ResourceQuantities.Of(new ResourceQuantity(ResourceName.Cpus, Amount.FromUnits(2))), ResourceLimits.None);
        var contents = await SaveAsync(new Persist.Quota(new("eng"), quota), new Persist.Weight(new("eng"), 2500), new Persist.Weight(new("ops"), 3000));

        Assert.Equal([new(new("eng"), quota)], contents.Quotas);
        Assert.Equal([new(new("eng"), 2500), new(new("ops"), 3000)], contents.WeightsMilli);
    }

    [Fact]
    public async Task Maintenance_is_kept_as_a_whole_until_all_machines_are_up()
    {
        var (host, both, address) = (new MachineId("Höst", ""), new MachineId("a", "10.0.0.1"), new MachineId("", "10.0.0.2"));
        var first = new MaintenancePlan([new([host], new(1, null))], []);
        var last = new MaintenancePlan([new([both, address], new(1_234_567_890_123_456_789, 7)), new([host], new(-5, null))], [address]);

        var contents = await SaveAsync(new Persist.Maintenance(first), new Persist.Maintenance(last));
        var none = await SaveAsync(new Persist.Maintenance(first), new Persist.Maintenance(MaintenancePlan.None));

        Assert.Equal(last.Windows.Select(window => window.Unavailability), contents.Maintenance.Windows.Select(window => window.Unavailability));
        Assert.Equal([[both, address], [host]], contents.Maintenance.Windows.Select(window => window.Machines));
        Assert.Equal([address], contents.Maintenance.Down);
        Assert.True(none.Maintenance.IsEmpty);
    }

    [Fact]
    public async Task An_agent_that_is_gone_is_remembered_by_its_id()
    {
        var contents = await SaveAsync(new Persist.Agent(new("a1"), Agent), new Persist.AgentGone(new("a1"), Instant.FromSeconds(7)));

        Assert.Empty(contents.Agents);
        Assert.Equal([new(new("a1"), Instant.FromSeconds(7))], contents.GoneAgents);
    }

    [Fact]
    public async Task P10_an_agent_that_is_gone_is_forgotten_in_the_end()
    {
        var contents = await SaveAsync(
            new Persist.Agent(new("a1"), Agent), new Persist.AgentGone(new("a1"), Instant.FromSeconds(7)), new Persist.AgentRemoval(new("a1")));

        Assert.Empty(contents.Agents);
        Assert.Empty(contents.GoneAgents);
    }

    [Fact]
    public async Task Contents_are_in_the_order_of_ids()
    {
        var contents = await SaveAsync([.. new[] { "f2", "f10", "f1" }.Select(id => new Persist.Framework(new(id), Info))]);

        Assert.Equal(["f1", "f10", "f2"], contents.Frameworks.Keys.Select(id => id.Value));
    }

    private async Task<RestoreCommand> SaveAsync(params ImmutableArray<Persist> changes)
    {
        var store = Create();
        await store.SaveAsync(changes, TestContext.Current.CancellationToken);
        return await store.LoadAsync(TestContext.Current.CancellationToken);
    }
}
