using MesosOperator.Crds;
using MesosOperator.Kubernetes.Members.Connections;

namespace MesosOperator.Kubernetes.Tests.Members.Clusters;

/// <summary>One cluster under two names.</summary>
public sealed class DuplicateTests
{
    private static readonly DateTimeOffset Monday = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    private readonly MemberRegister _register = new();
    private readonly List<string> _yielded = [];
    private bool _isIdle = true;

    [Fact]
    public void The_second_says_of_whom_it_is_a_duplicate_and_takes_its_place_when_it_goes() => ClustersWorld.Test(async world =>
    {
        await world.JoinedAsync("bad");
        await world.AddAsync("worse", "bad");

        var status = await world.UntilAsync("worse", Conditions.Connected, "False Duplicate");
        Assert.Equal(("Cluster bad is the same cluster", null, 0), (ClustersWorld.MessageOf(status, Conditions.Connected), status.ClusterId, status.Nodes));
        Assert.Equal("True Duplicate", ClustersWorld.Of(status, Conditions.Stalled));
        Assert.Equal(1, (await world.StatusAsync("bad")).Nodes);

        await world.Home.Clusters.DeleteAsync(new("", "bad"), CancellationToken.None);
        await world.UntilAsync("worse", known => ClustersWorld.Of(known, Conditions.Connected) == "True Reached" && known.ClusterId is not null);
    });

    [Fact]
    public void The_older_takes_the_place_of_one_that_was_reached_first_and_has_no_tasks() => ClustersWorld.Test(async world =>
    {
        var bad = await world.MakeAsync("bad");
        var unreachable = bad.Fail(0);
        await world.AddAsync("older", "bad");
        await world.UntilAsync("older", Conditions.Connected, "False Unreachable");
        await world.Home.PassAsync(2);
        unreachable.Times = 0;
        var away = bad.Fail(0, when: request => request.Client == "operator");
        await world.AddAsync("younger", "bad");
        await world.SetSecretAsync("younger", ClustersWorld.Kubeconfig("bad", "token: other"));
        await world.UntilAsync("younger", known => known.Nodes == 1);

        away.Times = 0;

        await world.UntilAsync("older", known => known.Nodes == 1 && ClustersWorld.Of(known, Conditions.Ready) == "True AsWanted");
        await world.UntilAsync("younger", known => ClustersWorld.Of(known, Conditions.Connected) == "False Duplicate" && known.ClusterId is null);
    });

    [Fact]
    public void One_that_has_tasks_keeps_its_place()
    {
        Assert.Null(_register.Join(Candidate("b", 2), "u"));
        _isIdle = false;
        Assert.Equal("b", _register.Join(Candidate("a", 1), "u"));

        _isIdle = true;
        Assert.Null(_register.Join(Candidate("a", 1), "u"));
        Assert.Equal("b yields to a", Assert.Single(_yielded));
        Assert.Equal("a", _register.Join(Candidate("b", 2), "u"));
    }

    [Fact]
    public void Of_two_of_one_age_the_name_decides()
    {
        Assert.Null(_register.Join(Candidate("b", 1), "u"));
        Assert.Null(_register.Join(Candidate("a", 1), "u"));
        Assert.Equal("a", _register.Join(Candidate("b", 1), "u"));
        Assert.Null(_register.Join(Candidate("b", 1), "another"));
    }

    [Fact]
    public void One_that_was_a_member_before_a_restart_is_waited_for()
    {
        _register.Remember([new("b", "u")]);
        Assert.Equal("b", _register.Join(Candidate("a", 1), "u"));
        Assert.Null(_register.Join(Candidate("b", 2), "u"));

        _register.Leave("b");
        _register.Remember([]);
        Assert.Null(_register.Join(Candidate("a", 1), "u"));
    }

    private MemberCandidate Candidate(string name, int days) => new(name, Monday.AddDays(days), () => _isIdle, other => _yielded.Add($"{name} yields to {other}"));
}
