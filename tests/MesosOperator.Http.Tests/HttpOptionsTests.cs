using MesosOperator.Http.Composition;
using MesosOperator.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MesosOperator.Http.Tests;

public sealed class HttpOptionsTests
{
    [Fact]
    public void Defaults_have_no_problem() => Assert.Empty(new HttpOptions().Problems());

    [Fact]
    public void Every_problem_of_options_and_limits_is_told_at_once_before_anything_starts()
    {
        var options = new HttpOptions
        {
            Port = -1,
            AgentLinkPort = 70_000,
            Hostname = "not a host",
            AnnouncedHeartbeat = TimeSpan.Zero,
            Heartbeat = TimeSpan.Zero,
            AgentPingInterval = TimeSpan.Zero,
            AgentPingMisses = 0,
        };
        var limits = new RuntimeLimits { MaxBatch = 0 };

        var refusal = Assert.Throws<OptionsValidationException>(() => new ServiceCollection().AddMesosHttp(options, limits, () => Guid.Empty));

        Assert.Equal(
            [
                nameof(options.Port), nameof(options.AgentLinkPort), nameof(options.Hostname), nameof(options.AnnouncedHeartbeat),
                nameof(options.Heartbeat), nameof(options.AgentPingInterval), nameof(options.AgentPingMisses), nameof(limits.MaxBatch),
            ],
            refusal.Failures.Select(problem => problem.Split(' ')[0]));
    }

    [Theory]
    [InlineData(5050, 5050, false)]
    [InlineData(0, 0, true)]
    [InlineData(5050, 5060, true)]
    public void Ports_differ_unless_the_system_chooses_them(int port, int agentLinkPort, bool isFine) =>
        Assert.Equal(isFine, !new HttpOptions { Port = port, AgentLinkPort = agentLinkPort }.Problems().Any());

    [Fact]
    public void Heartbeats_are_not_rarer_than_announced() =>
        Assert.Single(new HttpOptions { Heartbeat = TimeSpan.FromSeconds(16) }.Problems());
}
