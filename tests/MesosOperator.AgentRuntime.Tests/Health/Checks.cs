using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Tests.Health;

/// <summary>Checks and health checks, briefly.</summary>
internal static class Checks
{
    public static HealthCheck ByCommand(string script) =>
        Timed(new HealthCheck { Type = HealthCheck.Types.Type.Command, Command = new CommandInfo { Value = script } });

    public static HealthCheck ByHttp(int port, string path = "/") =>
        Timed(new HealthCheck { Type = HealthCheck.Types.Type.Http, Http = new() { Port = (uint)port, Path = path } });

    public static HealthCheck ByTcp(int port) => Timed(new HealthCheck { Type = HealthCheck.Types.Type.Tcp, Tcp = new() { Port = (uint)port } });

    public static CheckInfo Command(string script) => Timed(new CheckInfo
    {
        Type = CheckInfo.Types.Type.Command,
        Command = new() { Command_ = new CommandInfo { Value = script } },
    });

    public static CheckInfo Http(int port, string path = "/") =>
        Timed(new CheckInfo { Type = CheckInfo.Types.Type.Http, Http = new() { Port = (uint)port, Path = path } });

    public static CheckInfo Tcp(int port) => Timed(new CheckInfo { Type = CheckInfo.Types.Type.Tcp, Tcp = new() { Port = (uint)port } });

    /// <summary>At once, often, and without grace.</summary>
    private static HealthCheck Timed(HealthCheck check)
    {
        (check.DelaySeconds, check.IntervalSeconds, check.GracePeriodSeconds, check.TimeoutSeconds) = (0, 0.1, 0, 20);
        return check;
    }

    private static CheckInfo Timed(CheckInfo check)
    {
        (check.DelaySeconds, check.IntervalSeconds, check.TimeoutSeconds) = (0, 0.1, 20);
        return check;
    }
}
