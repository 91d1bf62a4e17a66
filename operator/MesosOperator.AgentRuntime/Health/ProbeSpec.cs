using MesosOperator.Protocol.Mesos.V1;
using AddressKind = MesosOperator.Protocol.Mesos.V1.NetworkInfo.Types.Protocol;
using CheckKind = MesosOperator.Protocol.Mesos.V1.CheckInfo.Types.Type;
using HealthKind = MesosOperator.Protocol.Mesos.V1.HealthCheck.Types.Type;

namespace MesosOperator.AgentRuntime.Health;

/// <summary>What to try and how often, of a check or a health check (mesos-wire 7.3). One of command, HTTP and TCP is set.</summary>
internal sealed record ProbeSpec
{
    /// <summary>Whoever wants to be probed without a pause is probed so often.</summary>
    public static readonly TimeSpan LeastInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Beyond what timers take; counts as no limit.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(40);

    /// <summary>A program to run beside the task.</summary>
    public CommandInfo? Command { get; private init; }

    /// <summary>A page to get from the task.</summary>
    public Uri? Page { get; private init; }

    /// <summary>Statuses of the page that are good; none: 200 to 399.</summary>
    public IReadOnlyList<uint> Statuses { get; private init; } = [];

    /// <summary>A port of the task to connect to.</summary>
    public int? Port { get; private init; }

    /// <summary>Whether that is on the loopback address of version 6.</summary>
    public bool IsVersion6 { get; private init; }

    /// <summary>Between the start of the task and the first probe.</summary>
    public TimeSpan Delay { get; private init; }

    /// <summary>Between the end of a probe and the next.</summary>
    public TimeSpan Interval { get; private init; }

    /// <summary>How long a probe may take; null: as long as it likes.</summary>
    public TimeSpan? Timeout { get; private init; }

    /// <summary>The kind in the words of the wire.</summary>
    public string Name => Command is not null ? "COMMAND" : Page is not null ? "HTTP" : "TCP";

    public static ProbeSpec Of(CheckInfo check) => new()
    {
        Command = check.Type == CheckKind.Command ? check.Command.Command_ : null,
        Page = check.Type == CheckKind.Http ? PageOf("http", check.Http.Port, check.Http.Path, isVersion6: false) : null,
        Port = check.Type == CheckKind.Tcp ? (int)check.Tcp.Port : null,
        Delay = Duration(check.DelaySeconds),
        Interval = Longer(Duration(check.IntervalSeconds), LeastInterval),
        Timeout = Limit(check.TimeoutSeconds),
    };

    public static ProbeSpec Of(HealthCheck check)
    {
        var http = check.Type == HealthKind.Http ? check.Http : null;
        var tcp = check.Type == HealthKind.Tcp ? check.Tcp : null;
        var isVersion6 = (http?.Protocol ?? tcp?.Protocol) == AddressKind.Ipv6;
        return new()
        {
            Command = check.Type == HealthKind.Command ? check.Command : null,
            Page = http is null ? null : PageOf(http.HasScheme ? http.Scheme : "http", http.Port, http.Path, isVersion6),
            Statuses = http is null ? [] : [.. http.Statuses],
            Port = (int?)tcp?.Port,
            IsVersion6 = isVersion6,
            Delay = Duration(check.DelaySeconds),
            Interval = Longer(Duration(check.IntervalSeconds), LeastInterval),
            Timeout = Limit(check.TimeoutSeconds),
        };
    }

    /// <summary>Of a number of seconds, however large.</summary>
    public static TimeSpan Duration(double seconds) => seconds >= Longest.TotalSeconds ? Longest : TimeSpan.FromSeconds(Math.Max(0, seconds));

    private static Uri PageOf(string scheme, uint port, string path, bool isVersion6) =>
        new($"{scheme}://{(isVersion6 ? "[::1]" : "127.0.0.1")}:{port}{path}");

    private static TimeSpan? Limit(double seconds) => seconds <= 0 || seconds >= Longest.TotalSeconds ? null : Duration(seconds);

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
