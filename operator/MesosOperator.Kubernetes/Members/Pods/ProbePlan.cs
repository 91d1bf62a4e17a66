using k8s.Models;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Kubernetes.Members.Pods;

/// <summary>
/// The probes that stand for a health check: the node ends a container whose first probe fails too often in a row, and by the
/// second it is seen whether the last check failed.
/// </summary>
internal static class ProbePlan
{
    private const int SecondsMax = 24 * 3600;

    /// <summary>The probe; null where there is no health check. Failures within the grace period are not looked for at all.</summary>
    public static V1Probe? Living(Wire.HealthCheck? check) => check is null ? null
        : For(check, check.DelaySeconds + check.GracePeriodSeconds, Math.Max(1, (int)Math.Min(check.ConsecutiveFailures, int.MaxValue)));

    /// <summary>The probe that fails when the last check did; null where there is no health check.</summary>
    public static V1Probe? Ready(Wire.HealthCheck? check) => check is null ? null : For(check, check.DelaySeconds, 1);

    private static V1Probe For(Wire.HealthCheck check, double delaySeconds, int failures) => new()
    {
        InitialDelaySeconds = Seconds(delaySeconds, 0),
        PeriodSeconds = Seconds(check.IntervalSeconds, 1),
        TimeoutSeconds = Seconds(check.TimeoutSeconds, 1),
        FailureThreshold = failures,
        Exec = check.Command is { } command ? new V1ExecAction { Command = CommandOf(command) } : null,
        HttpGet = check.Http is { } http
            ? new V1HTTPGetAction { Path = http.HasPath ? http.Path : "/", Port = (int)http.Port, Scheme = http.HasScheme ? http.Scheme.ToUpperInvariant() : "HTTP" }
            : null,
        TcpSocket = check.Tcp is { } tcp ? new V1TCPSocketAction { Port = (int)tcp.Port } : null,
    };

    private static List<string> CommandOf(Wire.CommandInfo command) =>
        command.Shell ? ["/bin/sh", "-c", ContainerPlan.Literal(command.Value)] : [.. command.Arguments.Skip(1).Prepend(command.Value).Select(ContainerPlan.Literal)];

    private static int Seconds(double seconds, int least) => (int)Math.Clamp(Math.Ceiling(seconds), least, SecondsMax);
}
