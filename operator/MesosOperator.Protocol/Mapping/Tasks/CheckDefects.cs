using CheckKind = MesosOperator.Protocol.Mesos.V1.CheckInfo.Types.Type;
using HealthKind = MesosOperator.Protocol.Mesos.V1.HealthCheck.Types.Type;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Tasks;

/// <summary>What can be wrong with the check and the health check of a task.</summary>
public static class CheckDefects
{
    /// <summary>The first fault, or null.</summary>
    public static string? Find(Wire.TaskInfo task)
    {
        ArgumentNullException.ThrowIfNull(task);
        if (task.Check is not null && Find(task.Check) is { } check)
        {
            return "Task uses invalid check: " + check;
        }

        return task.HealthCheck is not null && Find(task.HealthCheck) is { } health ? "Task uses invalid health check: " + health : null;
    }

    private static string? Find(Wire.CheckInfo check)
    {
        var kind = check.HasType ? check.Type : CheckKind.Unknown;
        return kind switch
        {
            CheckKind.Command => check.Command is null ? "Expecting 'command' to be set for COMMAND check" : CommandProblem(check.Command.Command_),
            CheckKind.Http => check.Http is null ? "Expecting 'http' to be set for HTTP check" : PageProblem(check.Http.Port, check.Http.HasPath ? check.Http.Path : null, "HTTP check"),
            CheckKind.Tcp => check.Tcp is null ? "Expecting 'tcp' to be set for TCP check" : PortProblem(check.Tcp.Port, "TCP check"),
            _ => "CheckInfo must specify 'type'",
        }
        ?? Negative(("delay_seconds", check.DelaySeconds), ("interval_seconds", check.IntervalSeconds), ("timeout_seconds", check.TimeoutSeconds));
    }

    private static string? Find(Wire.HealthCheck check)
    {
        var kind = check.HasType ? check.Type : HealthKind.Unknown;
        return kind switch
        {
            HealthKind.Command => check.Command is null ? "Expecting 'command' to be set for COMMAND health check" : CommandProblem(check.Command),
            HealthKind.Http => check.Http is null ? "Expecting 'http' to be set for HTTP health check" : HttpProblem(check.Http),
            HealthKind.Tcp => check.Tcp is null ? "Expecting 'tcp' to be set for TCP health check" : PortProblem(check.Tcp.Port, "TCP health check"),
            _ => "HealthCheck must specify 'type'",
        }
        ?? Negative(
            ("delay_seconds", check.DelaySeconds),
            ("grace_period_seconds", check.GracePeriodSeconds),
            ("interval_seconds", check.IntervalSeconds),
            ("timeout_seconds", check.TimeoutSeconds));
    }

    private static string? HttpProblem(Wire.HealthCheck.Types.HTTPCheckInfo http) =>
        http.HasScheme && http.Scheme is not ("http" or "https")
            ? $"Unsupported HTTP health check scheme: '{http.Scheme}'"
            : PageProblem(http.Port, http.HasPath ? http.Path : null, "HTTP health check");

    private static string? PageProblem(uint port, string? path, string check) =>
        path is null || path.StartsWith('/')
            ? Uri.TryCreate($"http://127.0.0.1{path}", UriKind.Absolute, out _) ? PortProblem(port, check) : $"The path of {check} is no path"
            : $"The path '{path}' of {check} must start with '/'";

    /// <summary>Mesos takes any number, and then finds the task sick for ever.</summary>
    private static string? PortProblem(uint port, string check) =>
        port is >= 1 and <= ushort.MaxValue ? null : $"The port {port} of {check} must be between 1 and {ushort.MaxValue}";

    private static string? CommandProblem(Wire.CommandInfo command) =>
        command.Shell && !command.HasValue ? "Shell command is not specified"
        : !command.HasValue ? "Executable path is not specified"
        : CommandDefects.Find(command);

    private static string? Negative(params ReadOnlySpan<(string Name, double Seconds)> durations)
    {
        foreach (var (name, seconds) in durations)
        {
            if (!(seconds >= 0))
            {
                return $"Expecting '{name}' to be non-negative";
            }
        }

        return null;
    }
}
