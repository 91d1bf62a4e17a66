using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using MesosOperator.Core.Agents;
using MesosOperator.Http.Tests.Support;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Certificates;
using MesosOperator.Runtime.Joining;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Http.Tests.Links;

/// <summary>Who is let in at the agent link, and who is told why not; over TLS, in a time that only the test moves.</summary>
public sealed class AgentJoiningTests
{
    [Fact]
    public async Task Host_with_a_token_gets_a_certificate_and_is_an_agent_by_it()
    {
        await using var world = await JoiningWorld.StartAsync();
        using var shown = await world.JoinAsync();

        await using var agent = await world.RegisterAsync(shown);

        var identity = Assert.Single(LinkNames.In(shown))[LinkNames.AgentPrefix.Length..];
        Assert.Equal(identity, Assert.Single((await world.Target.Master.ViewAsync(TestContext.Current.CancellationToken))!.Agents).Info.Identity);
    }

    [Theory]
    [InlineData("abcdef.0123456789abcdee", "is not known")]
    [InlineData("abcdeg.0123456789abcdef", "is not known")]
    [InlineData("abcdef", "is not known")]
    [InlineData("", "is not known")]
    public async Task Tokens_that_are_not_known_are_refused(string token, string why)
    {
        await using var world = await JoiningWorld.StartAsync();

        var refusal = await world.RefusalAsync(token);

        Assert.Equal(StatusCode.Unauthenticated, refusal.StatusCode);
        Assert.Contains(why, refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_is_good_until_its_end()
    {
        await using var world = await JoiningWorld.StartAsync(change: token => token with { Expiration = TestOperator.Start + TimeSpan.FromHours(1) });
        using var joined = await world.JoinAsync();

        world.Target.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal("Bootstrap token 'abcdef' has expired at 2026-01-02 04:04:05Z", (await world.RefusalAsync()).Detail);
    }

    [Fact]
    public async Task Token_is_good_for_as_many_hosts_as_it_says()
    {
        await using var world = await JoiningWorld.StartAsync(change: token => token with { Usages = 2 });
        using var first = await world.JoinAsync();
        using var second = await world.JoinAsync();

        Assert.Equal("Bootstrap token 'abcdef' was used up: it is for 2 hosts", (await world.RefusalAsync()).Detail);
    }

    [Fact]
    public async Task Agents_say_of_themselves_what_their_token_allows_when_they_join_and_ever_after()
    {
        await using var world = await JoiningWorld.StartAsync(change: token => token with { Limits = JoinLimits.Parse("rack:r1|r2", "agent-*", null, null).Limits });
        Assert.Contains("it has no attribute 'rack'", (await world.RefusalAsync()).Detail, StringComparison.Ordinal);
        var forbidden = await world.RefusalAsync(change: info => In(info, "r3"));
        Assert.Equal(StatusCode.PermissionDenied, forbidden.StatusCode);
        Assert.Contains("attribute 'rack' is 'r3', which is none of r1, r2", forbidden.Detail, StringComparison.Ordinal);
        Assert.Contains("host 'other' is none of agent-*", (await world.RefusalAsync(change: info => new(In(info, "r1")) { Hostname = "other" })).Detail, StringComparison.Ordinal);
        using var shown = await world.JoinAsync(change: info => In(info, "r1"));

        var first = FakeAgent.Register();
        In(first.Register.Info, "r3");
        var (status, why) = await world.TurnedAwayAsync(shown, first);

        Assert.Equal(StatusCode.PermissionDenied, status);
        Assert.Contains("attribute 'rack' is 'r3', which is none of r1, r2", why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AgentAuthentication.Required, "shows none: it joins with --token-file")]
    [InlineData(AgentAuthentication.Optional, null)]
    public async Task Agent_without_a_certificate_is_taken_where_that_is_said(AgentAuthentication authentication, string? why)
    {
        await using var world = await JoiningWorld.StartAsync(authentication);
        if (why is null)
        {
            await using var agent = await world.RegisterAsync(null);
            Assert.NotEqual("", agent.Id + "registered");
            return;
        }

        var (status, detail) = await world.TurnedAwayAsync(null);
        Assert.Equal(StatusCode.Unauthenticated, status);
        Assert.Contains(why, detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificates_of_another_operator_are_not_believed()
    {
        await using var world = await JoiningWorld.StartAsync();
        await using var other = await JoiningWorld.StartAsync();
        using var shown = await other.JoinAsync();

        var (status, why) = await world.TurnedAwayAsync(shown);

        Assert.Equal(StatusCode.Unauthenticated, status);
        Assert.Contains("was not issued by this operator", why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nobody_comes_back_as_another_agent(bool hasCertificate)
    {
        await using var world = await JoiningWorld.StartAsync(AgentAuthentication.Optional);
        using var one = await world.JoinAsync();
        using var two = await world.JoinAsync();
        var agent = await world.RegisterAsync(one);
        await agent.DisposeAsync();
        await Eventually.ViewAsync(world.Target, view => view.Agents is [{ State: AgentState.Disconnected }]);
        var id = (await world.Target.Master.ViewAsync(TestContext.Current.CancellationToken))!.Agents.Single().Id.Value;

        var (status, why) = await world.TurnedAwayAsync(hasCertificate ? two : null, Reregister(id, 5));

        Assert.Equal(StatusCode.PermissionDenied, status);
        Assert.Contains("is another one than the certificate is for", why, StringComparison.Ordinal);
        await using var again = FakeAgent.Dial(world.Target, one);
        await again.SayAsync(Reregister(id, 6));
        Assert.Equal(id, (await again.HearAsync()).Registered.AgentId.Value);
    }

    [Fact]
    public async Task Agent_that_is_revoked_loses_its_link_at_once_and_comes_no_more_until_it_may()
    {
        await using var world = await JoiningWorld.StartAsync();
        using var shown = await world.JoinAsync();
        var identity = LinkNames.In(shown)[0][LinkNames.AgentPrefix.Length..];
        await using var agent = await world.RegisterAsync(shown);

        await world.Keeper.RevokeAsync(identity, "agent-host", TestContext.Current.CancellationToken);

        Assert.NotEqual(StatusCode.Unavailable, await agent.EndAsync());
        var (status, why) = await world.TurnedAwayAsync(shown);
        Assert.Equal(StatusCode.PermissionDenied, status);
        Assert.Contains("was revoked", why, StringComparison.Ordinal);
        Assert.Contains("was revoked", (await world.RefusalAsync(former: shown)).Detail, StringComparison.Ordinal);
        await world.Keeper.PardonAsync(identity, TestContext.Current.CancellationToken);
        await using var again = await world.RegisterAsync(shown, instance: 3);
    }

    /// <summary>What nobody has shown is not told of him: events could be made by anybody then.</summary>
    [Fact]
    public async Task Who_is_turned_away_is_told_of_with_what_he_has_shown()
    {
        await using var world = await JoiningWorld.StartAsync(change: token => token with { Limits = JoinLimits.Parse("rack:r1", null, null, null).Limits });
        using var shown = await world.JoinAsync(change: info => In(info, "r1"));
        var identity = LinkNames.In(shown)[0][LinkNames.AgentPrefix.Length..].Split('?')[0];
        var known = FakeAgent.Register();
        In(known.Register.Info, "r1");
        await using var agent = FakeAgent.Dial(world.Target, shown);
        await agent.SayAsync(known);
        var id = (await agent.HearAsync()).Registered.AgentId.Value;

        await world.RefusalAsync("abcdef.0123456789abcdee");
        await world.RefusalAsync();
        await world.TurnedAwayAsync(null);
        var other = FakeAgent.Register(7);
        In(other.Register.Info, "r2");
        await world.TurnedAwayAsync(shown, other);
        var copy = Reregister(id, 8);
        In(copy.Reregister.Info, "r1");
        var copying = world.TurnedAwayAsync(shown, copy);
        await agent.PongAsync((await agent.HearAsync()).Ping.Sequence);
        await copying;
        await world.Keeper.RevokeAsync(identity, "agent-host", TestContext.Current.CancellationToken);
        await world.TurnedAwayAsync(shown);

        Assert.Equal(
            [(null, null, null), ("abcdef", null, null), (null, null, null), (null, identity, null), (null, identity, id), (null, identity, null)],
            world.Refusals.Select(refusal => (refusal.TokenId, refusal.Identity, refusal.AgentId?.Value)));
        Assert.Contains("was revoked", world.Refusals[^1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificate_is_renewed_on_its_link_which_outlives_the_first_one()
    {
        await using var world = await JoiningWorld.StartAsync();
        using var shown = await world.JoinAsync();
        await using var agent = await world.RegisterAsync(shown);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        world.Target.Time.Advance(TimeSpan.FromDays(20) - TimeSpan.FromSeconds(1));
        await agent.SayAsync(new AgentMessage { RenewCertificate = new() { CertificateRequest = JoiningWorld.RequestOf(key) } });
        using var renewed = JoiningWorld.Whole((await agent.HearOrderAsync()).Admitted, key);
        world.Target.Time.Advance(TimeSpan.FromDays(10) + TimeSpan.FromSeconds(1));

        Assert.Equal(LinkNames.In(shown), LinkNames.In(renewed));
        Assert.NotNull((await agent.HearAsync()).Ping);
        var (status, why) = await world.TurnedAwayAsync(shown);
        Assert.Equal(StatusCode.Unauthenticated, status);
        Assert.Contains("was good until 2026-02-01", why, StringComparison.Ordinal);
        Assert.Equal(AgentState.Connected, Assert.Single((await world.Target.Master.ViewAsync(TestContext.Current.CancellationToken))!.Agents).State);
        await agent.DisposeAsync();
        await Eventually.ViewAsync(world.Target, view => view.Agents is [{ State: AgentState.Disconnected }]);
        await using var again = await world.RegisterAsync(renewed, instance: 2);
    }

    [Fact]
    public async Task Link_ends_with_its_certificate()
    {
        await using var world = await JoiningWorld.StartAsync();
        using var shown = await world.JoinAsync();
        await using var agent = await world.RegisterAsync(shown);

        world.Target.Time.Advance(TimeSpan.FromDays(30));

        await agent.EndAsync();
        await Eventually.ViewAsync(world.Target, view => view.Agents.All(found => found.State != AgentState.Connected));
    }

    [Fact]
    public async Task Agent_that_was_away_for_too_long_joins_again_and_stays_who_it_was()
    {
        await using var world = await JoiningWorld.StartAsync();
        using var shown = await world.JoinAsync();
        world.Target.Time.Advance(TimeSpan.FromDays(31));

        using var again = await world.JoinAsync(former: shown);
        using var another = await world.JoinAsync();

        Assert.Equal(LinkNames.In(shown), LinkNames.In(again));
        Assert.NotEqual(LinkNames.In(shown), LinkNames.In(another));
    }

    [Fact]
    public async Task Requests_that_make_no_sense_get_no_certificate()
    {
        await using var world = await JoiningWorld.StartAsync();
        using var channel = FakeAgent.Channel(world.Target, null);
        var client = new AgentLink.AgentLinkClient(channel);

        foreach (var request in (byte[][])[[], [1, 2, 3], new byte[20_000]])
        {
            var refused = await Assert.ThrowsAsync<RpcException>(() => client.JoinAsync(
                new JoinRequest { Token = JoiningWorld.Token, CertificateRequest = ByteString.CopyFrom(request), Info = FakeAgent.Info },
                cancellationToken: TestContext.Current.CancellationToken).ResponseAsync);
            Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
        }
    }

    [Fact]
    public async Task Authorities_are_told_to_everybody_and_known_by_their_hashes()
    {
        await using var world = await JoiningWorld.StartAsync();
        using var channel = FakeAgent.Channel(world.Target, null);

        var told = await new AgentLink.AgentLinkClient(channel).GetAuthoritiesAsync(new AuthoritiesRequest(), cancellationToken: TestContext.Current.CancellationToken);

        using var authority = System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPem(told.Certificates);
        Assert.Equal(world.Target.Get<AgentAuthority>().Hashes, [LinkNames.HashOf(authority)]);
        Assert.DoesNotContain("PRIVATE KEY", told.Certificates, StringComparison.Ordinal);
    }

    private static Wire.AgentInfo In(Wire.AgentInfo info, string rack)
    {
        info.Attributes.Add(new Wire.Attribute { Name = "rack", Type = Wire.Value.Types.Type.Text, Text = new() { Value = rack } });
        return info;
    }

    private static AgentMessage Reregister(string id, byte instance) => new()
    {
        Reregister = new()
        {
            Info = FakeAgent.Info,
            Version = "1.2.3",
            Instance = ByteString.CopyFrom([.. Enumerable.Repeat(instance, 16)]),
            AgentId = new() { Value = id },
        },
    };
}
