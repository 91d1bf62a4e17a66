using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Effects;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Roles;
using MesosOperator.TestKit;

namespace MesosOperator.Core.Tests.Frameworks;

public class UpdateFrameworkTests
{
    private static readonly FrameworkId Id = new("f");
    private static readonly StreamId Stream = new("s");

    private readonly TestMaster _master = new();
    private readonly FrameworkInfo _info = A.Framework().InRole("a", "b").Able(FrameworkCapabilities.MultiRole).Info with { Id = Id };

    public UpdateFrameworkTests() => _master.Apply(new SubscriptionCommand.Subscribe(Stream, _info, [new("b")]));

    [Fact]
    public void F01_UserChangeFails() => AssertRefused(
        _info with { User = "somebody" }, "Updating 'FrameworkInfo.user' is not allowed: was 'root', would be 'somebody'");

    [Fact]
    public void F01_PrincipalChangeFails() => AssertRefused(
        _info with { Principal = "somebody" }, "Changing framework's principal is not allowed: was '', would be 'somebody'");

    [Fact]
    public void F01_CheckpointingChangeFails() => AssertRefused(
        _info with { Checkpoint = true }, "Updating 'FrameworkInfo.checkpoint' is not allowed");

    [Fact]
    public void Roles_that_are_not_valid_are_refused() => AssertRefused(
        _info with { Roles = [new("a b")] },
        "'FrameworkInfo.roles' contains invalid role: Role component 'a b' is invalid because it contains backspace or whitespace");

    [Fact]
    public void F03_NoRedundantUpdates() => Assert.Empty(Update(_info, "b").Events);

    [Fact]
    public void F04_OffersOnAddingRole()
    {
        Agent();
        Assert.Equal("a", Assert.Single(OffersIn(Update(_info with { Roles = [new("a"), new("b"), new("c")] }, "b"), Run())));
        Decline();
        Assert.Equal("c", Assert.Single(OffersIn(Run(TimeSpan.FromSeconds(1)))));
    }

    [Fact]
    public void F04_RescindOnRemovingRoles()
    {
        Agent();
        Assert.Equal("a", Assert.Single(OffersIn(Run())));
        var outcome = Update(_info with { Roles = [new("b")] });
        Assert.Single(outcome.Effects.Afterwards.OfType<Notify.Framework>(), told => told.Notice is FrameworkNotice.OfferRescinded);
        Assert.Equal("b", Assert.Single(OffersIn(Run())));
    }

    [Fact]
    public void F05_AddSuppressedRole()
    {
        Agent();
        Update(_info with { Roles = [new("c"), new("b")] }, "b", "c");
        Assert.Empty(OffersIn(Run()));
    }

    [Fact]
    public void F05_RemoveAndUnsuppress()
    {
        Agent();
        Assert.Equal("a", Assert.Single(OffersIn(Run())));
        Decline();
        Assert.Equal("b", Assert.Single(OffersIn(Update(_info), Run())));
    }

    private void AssertRefused(FrameworkInfo info, string message)
    {
        var outcome = Update(info, "b");
        Assert.Equal(new Refusal(RefusalKind.Invalid, message), outcome.Refusal);
        Assert.Empty(outcome.Events);
    }

    private static IEnumerable<string> OffersIn(params Outcome[] outcomes) =>
        outcomes.SelectMany(outcome => outcome.Events).OfType<OfferEvent.Made>().Select(made => made.Offer.Role.Value);

    private void Agent() => _master.Apply(new AgentCommand.Register(new(1), An.Agent().Info));

    private Outcome Update(FrameworkInfo info, params string[] suppressed) => _master.Apply(
        new FrameworkCommand.Update(Id, new(Stream, null), info, [.. suppressed.Select(role => new RoleName(role))]));

    private Outcome Run() => _master.Apply(new TimeCommand.Allocate());

    private Outcome Run(TimeSpan after) => Assert.Single(_master.Advance(after));

    private void Decline() => _master.Apply(new FrameworkCommand.Decline(
        Id, new(Stream, null), [Assert.Single(_master.Core.View().Offers).Id], TimeSpan.FromDays(1)));
}
