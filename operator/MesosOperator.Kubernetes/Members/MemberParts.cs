using MesosOperator.Kubernetes.Telemetry;
using MesosOperator.Kubernetes.Timing;
using MesosOperator.Runtime.Links;
using MesosOperator.Runtime.Loop;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Kubernetes.Members;

/// <summary>What all member clusters share.</summary>
internal sealed record MemberParts(
    IMaster Master, LinkNumbers Numbers, MemberLinks Links, TimeProvider Time, ControllerMetrics Metrics, Jitter Jitter, ILoggerFactory Logs)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>How long to wait when an API server refuses.</summary>
    public Backoff Backoff { get; } = new(FirstWait, LongestWait, Jitter);
}
