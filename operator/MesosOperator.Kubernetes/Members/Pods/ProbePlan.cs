using k8s.Models;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Kubernetes.Members.Pods;

/// <summary>The probe that stands for a health check: the node ends a container whose probe fails too often in a row.</summary>
internal static class ProbePlan
{
    private const int SecondsMax = 24 * 3600;

    /// <summary>The probe; null where there is no health check. Failures within the grace period are not looked for at all.</summary>
    public static V1Probe? For(Wire.HealthCheck? check) => check is null ? null : new V1Probe
    {
        InitialDelaySeconds = Seconds(check.DelaySeconds + check.GracePeriodSeconds, 0),
        PeriodSeconds = Seconds(check.IntervalSeconds, 1),
        TimeoutSeconds = Seconds(check.TimeoutSeconds, 1),
        FailureThreshold = Math.Max(1, (int)Math.Min(check.ConsecutiveFailures, int.MaxValue)),
        Exec = check.Command is { } command ? new V1ExecAction { Command = CommandOf(command) } : null,
        HttpGet = check.Http is { } http
            ? new V1HTTPGetAction { Path = http.HasPath ? http.Path : "/", Port = (int)http.Port, Scheme = http.HasScheme ? http.Scheme.ToUpperInvariant() : "HTTP" }
            : null,
        TcpSocket = check.Tcp is { } tcp ? new V1TCPSocketAction { Port = (int)tcp.Port } : null,
    };

    private static List<string> CommandOf(Wire.CommandInfo command) =>
        command.Shell ? ["/bin/sh", "-c", command.Value] : [command.Value, .. command.Arguments.Skip(1)];

    private static int Seconds(double seconds, int least) => (int)Math.Clamp(Math.Ceiling(seconds), least, SecondsMax);
}
