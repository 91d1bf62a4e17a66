using System.Net;
using MesosOperator.Protocol.Mesos.V1.Scheduler;

namespace MesosOperator.Host.Sample;

/// <summary>The operator answered a call with another status than the one that means success.</summary>
internal sealed class SchedulerCallException(Call.Types.Type call, HttpStatusCode status, string body)
    : Exception($"{call} was answered with {(int)status}: {body}")
{
    /// <summary>The status of the answer.</summary>
    public HttpStatusCode Status { get; } = status;
}
