using MesosOperator.AgentRuntime.Answers;
using MesosOperator.AgentRuntime.Seeing;
using MesosOperator.Protocol.Mesos.V1.Agent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MesosOperator.AgentRuntime.Operators;

/// <summary>Lets an agent log more for a while: SET_LOGGING_LEVEL.</summary>
internal sealed class LoggingCalls(LogDetail? detail, ILogger log)
{
    public PlainAnswer Set(Call.Types.SetLoggingLevel wanted)
    {
        var duration = TimeSpan.FromMicroseconds(wanted.Duration.Nanoseconds / 1000);
        if (duration < TimeSpan.Zero)
            return new(StatusCodes.Status400BadRequest, $"Invalid duration of {duration.TotalSeconds} seconds");
        if (detail is null)
            return new(StatusCodes.Status501NotImplemented, "The logs of this agent are those of the program that it is part of");
        detail.Set(wanted.Level, duration);
        OperatorLog.LevelSet(log, wanted.Level, duration);
        return PlainAnswer.Accepted;
    }
}
