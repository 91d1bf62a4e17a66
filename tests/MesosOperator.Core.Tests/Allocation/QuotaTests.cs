using System.Collections.Immutable;
using MesosOperator.Core.Allocation;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Effects;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Resources;
using MesosOperator.TestKit;

namespace MesosOperator.Core.Tests.Allocation;

/// <summary>Mesos' allocator cases on quota; the quota of a case is both guarantee and limit, as its own tests set it.</summary>
public class QuotaTests
{
    private static readonly TimeSpan Never = TimeSpan.FromDays(365);

    private readonly TestMaster _master = new();
    private long _links;

    [Fact]
    public void Q01_QuotaProvidesGuarantee()
    {
        Subscribe("quota", "vip");
        Subscribe("other", "all");
        Agent("cpus:1;mem:512");
        Agent("cpus:1;mem:512");
        SetQuota("vip", "cpus:2;mem:1024", Overcommit.Allow);
        var offers = Run();
        Assert.Equal(["vip: cpus:1; mem:512", "vip: cpus:1; mem:512"], Texts(offers));

        Decline(offers[0], Never);
        Assert.Empty(Run());
    }

    [Fact]
    public void Q03_RemoveQuota()
    {
        Q01_QuotaProvidesGuarantee();
        Update(new QuotaConfig(new("vip"), Core.Allocation.Quota.None), Overcommit.Refuse);
        Assert.Equal(["all: cpus:1; mem:512"], Texts(NextInterval()));
    }

    [Fact]
    public void Q05_QuotaAllocationGranularity()
    {
        Subscribe("quota", "vip");
        Subscribe("other", "all");
        SetQuota("vip", "cpus:0.5;mem:200", Overcommit.Allow);
        Agent("cpus:1;mem:512");
        Assert.Equal(["vip: cpus:0.5; mem:200", "all: cpus:0.5; mem:312"], Texts(Run()));
    }

    [Fact]
    public void Q09_QuotaAgainstStarvation()
    {
        Subscribe("holder", "vip");
        Agent("cpus:2;mem:1024");
        Hold(Assert.Single(Run()));
        Subscribe("starver", "all");
        Agent("cpus:2;mem:1024");
        var offer = Assert.Single(Run());
        Assert.Equal("all", offer.Role.Value);
        Decline(offer, TimeSpan.Zero);
        offer = Assert.Single(NextInterval());
        Assert.Equal("all", offer.Role.Value);
        Decline(offer, TimeSpan.Zero);
        SetQuota("vip", "cpus:4;mem:2048", Overcommit.Allow);
        Assert.Equal(["vip: cpus:2; mem:1024"], Texts(NextInterval()));
    }

    [Fact]
    public void Q11_MultiQuotaAbsentFrameworks()
    {
        Agent("cpus:2;mem:2048");
        SetQuota("absent", "cpus:1;mem:1024", Overcommit.Allow);
        SetQuota("present", "cpus:2;mem:2048", Overcommit.Allow);
        Subscribe("framework", "present");
        Assert.Equal(["present: cpus:2; mem:2048"], Texts(Run()));
    }

    /// <summary>
    /// As in Mesos, what a/b holds is counted for a. Unlike there, the limit of a holds for a/b, too: nobody sets a limit for
    /// a department so that its groups pass it by (decision 8).
    /// </summary>
    [Fact]
    public void Q17_QuotaWithNestedRoleAllocation_and_the_limit_holds_for_the_whole_subtree()
    {
        Subscribe("child", "a/b");
        Agent("cpus:1;mem:128");
        Hold(Assert.Single(Run()));
        SetQuota("a", "cpus:1;mem:128", Overcommit.Allow);
        Subscribe("parent", "a");
        Agent("cpus:1;mem:128");
        Assert.Empty(Run());
        Update(new QuotaConfig(new("a"), Core.Allocation.Quota.None), Overcommit.Refuse);
        Assert.Equal(["a: cpus:1; mem:128"], Texts(NextInterval()));
    }

    [Fact]
    public void Q20_a_guarantee_beyond_the_capacity_is_refused_with_numbers_and_can_be_forced()
    {
        Agent("cpus:2;mem:1024");
        var refusal = SetQuota("vip", "cpus:3", Overcommit.Refuse);
        Assert.Equal(
            "Invalid QuotaConfig: total quota guarantees 'cpus:3' exceed cluster capacity 'cpus:2; mem:1024' (use 'force' flag to bypass this check)",
            refusal?.Message);
        Assert.Null(SetQuota("vip", "cpus:3", Overcommit.Allow));
    }

    [Fact]
    public void Q20_ValidateLimitAgainstConsumed()
    {
        Subscribe("framework", "vip");
        Agent("cpus:2;mem:1024");
        Hold(Assert.Single(Run()));
        Assert.Equal(
            "Invalid quota for role 'vip': the role consumes cpus:2; mem:1024, which is more than the limit cpus:1",
            SetQuota("vip", "cpus:1", Overcommit.Refuse)?.Message);
    }

    [Theory]
    [InlineData("a/", "Role 'a/' cannot start or end with a slash")]
    [InlineData("*", "the default role '*' cannot have a quota")]
    [InlineData("", "Role must not be empty")]
    public void Q21_roles_that_cannot_have_a_quota(string role, string problem) =>
        Assert.Equal($"Invalid quota for role '{role}': {problem}", SetQuota(role, "cpus:1", Overcommit.Allow)?.Message);

    [Fact]
    public void A_new_limit_takes_back_offers_above_it()
    {
        Subscribe("framework", "vip");
        Agent("cpus:2;mem:1024");
        Agent("cpus:2;mem:1024");
        Assert.Equal(2, Run().Count);
        var outcome = _master.Apply(new OperatorCommand.UpdateQuota(
            [new(new("vip"), new(ResourceQuantities.Empty, ResourceLimits.Of(new ResourceQuantity("cpus", Amount.FromUnits(2)))))], Overcommit.Allow));
        Assert.Single(outcome.Effects.Afterwards.OfType<Notify.Framework>(), told => told.Notice is FrameworkNotice.OfferRescinded);
    }

    [Fact]
    public void Headroom_for_an_absent_role_is_held_back_and_the_rest_is_offered()
    {
        SetQuota("absent", "cpus:1;mem:1024", Overcommit.Allow);
        Subscribe("other", "all");
        Agent("cpus:1;mem:1024");
        Agent("cpus:1;mem:1024");
        Assert.Equal(["all: cpus:1; mem:1024"], Texts(Run()));
    }

    private static IEnumerable<string> Texts(IEnumerable<Offer> offers) => offers.Select(offer => $"{offer.Role}: {offer.Resources}");

    private static IReadOnlyList<Offer> OffersOf(Outcome outcome) => [.. outcome.Events.OfType<OfferEvent.Made>().Select(made => made.Offer)];

    private void Subscribe(string name, string role) => _master.Apply(new SubscriptionCommand.Subscribe(
        new($"stream-{name}"), A.Framework(name).InRole(role).Info with { Id = new(name) }, []));

    private void Agent(string resources) =>
        _master.Apply(new AgentCommand.Register(new(++_links), An.Agent($"host-{_links}").With(resources)));

    private IReadOnlyList<Offer> Run() => OffersOf(_master.Apply(new TimeCommand.Allocate()));

    private IReadOnlyList<Offer> NextInterval() => [.. _master.Advance(TimeSpan.FromSeconds(1)).SelectMany(OffersOf)];

    private Refusal? SetQuota(string role, string resources, Overcommit overcommit)
    {
        var quantities = ResourceText.Parse(resources).Quantities;
        return Update(new QuotaConfig(new(role), new(quantities, ResourceLimits.Of(quantities.Items))), overcommit);
    }

    private Refusal? Update(QuotaConfig config, Overcommit overcommit) =>
        _master.Apply(new OperatorCommand.UpdateQuota([config], overcommit)).Refusal;

    private void Decline(Offer offer, TimeSpan refuseFor) =>
        _master.Apply(new FrameworkCommand.Decline(offer.FrameworkId, CallerOf(offer.FrameworkId), [offer.Id], refuseFor));

    private void Hold(Offer offer)
    {
        var task = A.Task($"task-{offer.Id}").Info with { AgentId = offer.AgentId, Resources = offer.Resources };
        _master.Apply(new FrameworkCommand.Accept(
            offer.FrameworkId, CallerOf(offer.FrameworkId), [offer.Id], [new OfferOperation.Launch([task])], TimeSpan.Zero));
    }

    private static Caller CallerOf(FrameworkId framework) => new(new($"stream-{framework}"), null);
}
