using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using MesosOperator.AgentRuntime.Link;

namespace MesosOperator.AgentRuntime.Tests.Link;

public sealed class LinkTargetsTests
{
    private static readonly ImmutableArray<Uri> Operators = [new("http://10.0.0.1:5060"), new("http://operators:5060")];

    private IPAddress[] _known = [IPAddress.Parse("10.0.0.2"), IPAddress.Parse("10.0.0.3")];

    [Fact]
    public async Task Are_every_address_of_every_name() => Assert.Equal(
        "http://10.0.0.1:5060, http://operators:5060 at 10.0.0.2, http://operators:5060 at 10.0.0.3", await RoundAsync(Targets()));

    [Fact]
    public async Task Begin_where_the_operator_was_last()
    {
        var targets = Targets();

        targets.Prefer((await targets.NextRoundAsync(CancellationToken.None))[2]);

        Assert.Equal(
            "http://operators:5060 at 10.0.0.3, http://10.0.0.1:5060, http://operators:5060 at 10.0.0.2", await RoundAsync(targets));
    }

    [Fact]
    public async Task Follow_the_name_when_it_changes()
    {
        var targets = Targets();
        targets.Prefer((await targets.NextRoundAsync(CancellationToken.None))[1]);

        _known = [IPAddress.Parse("10.0.0.4")];

        Assert.Equal("http://10.0.0.1:5060, http://operators:5060 at 10.0.0.4", await RoundAsync(targets));
    }

    [Fact]
    public async Task Hold_a_name_that_nobody_knows()
    {
        _known = [];

        Assert.Equal("http://10.0.0.1:5060, http://operators:5060", await RoundAsync(Targets()));
        Assert.Equal("http://10.0.0.1:5060, http://operators:5060", await RoundAsync(new(Operators, Unknown, TimeProvider.System)));

        static Task<IPAddress[]> Unknown(string name, CancellationToken stop) => Task.FromException<IPAddress[]>(new SocketException(11001));
    }

    [Fact]
    public async Task Are_no_more_than_a_few_of_a_name()
    {
        _known = [.. Enumerable.Range(1, 100).Select(i => new IPAddress([10, 0, 1, (byte)i]))];

        Assert.Equal(1 + LinkTargets.MostPerName, (await Targets().NextRoundAsync(CancellationToken.None)).Count);
    }

    private static async Task<string> RoundAsync(LinkTargets targets) =>
        string.Join(", ", await targets.NextRoundAsync(CancellationToken.None));

    private LinkTargets Targets() => new(Operators, (_, _) => Task.FromResult(_known), TimeProvider.System);
}
