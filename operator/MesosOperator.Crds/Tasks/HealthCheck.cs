using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Tasks;

/// <summary>How to tell whether a task is well, again and again. One that is not often enough in a row is killed.</summary>
[Rule("[has(self.shell), has(self.http), has(self.tcp)].filter(named, named).size() == 1", "names one of shell, http and tcp")]
public sealed record HealthCheck
{
    /// <summary>A line for /bin/sh; well when it ends with 0.</summary>
    [Bounds(1, 16384)]
    public string? Shell { get; init; }

    /// <summary>An HTTP request; well when it is answered with 200 to 399.</summary>
    public HealthCheckHttp? Http { get; init; }

    /// <summary>A TCP connection; well when it can be made.</summary>
    public HealthCheckTcp? Tcp { get; init; }

    /// <summary>How long after the start the first check is made.</summary>
    [Bounds(0, 86400)]
    public int DelaySeconds { get; init; } = 15;

    /// <summary>How long from one check to the next.</summary>
    [Bounds(1, 86400)]
    public int IntervalSeconds { get; init; } = 10;

    /// <summary>How long a check may take.</summary>
    [Bounds(1, 86400)]
    public int TimeoutSeconds { get; init; } = 20;

    /// <summary>For how long after the start failures do not count, until the first success.</summary>
    [Bounds(0, 86400)]
    public int GracePeriodSeconds { get; init; } = 10;

    /// <summary>After how many failures in a row the task is killed.</summary>
    [Bounds(1, 1000)]
    public int ConsecutiveFailures { get; init; } = 3;
}
