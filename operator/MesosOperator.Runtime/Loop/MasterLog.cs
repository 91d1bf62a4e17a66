using Microsoft.Extensions.Logging;

namespace MesosOperator.Runtime.Loop;

internal static partial class MasterLog
{
    [LoggerMessage(2000, LogLevel.Information, "Master {MasterId} runs; it knows {Frameworks} frameworks, {Agents} agents and {Quotas} quotas from before")]
    public static partial void Started(ILogger logger, string masterId, int frameworks, int agents, int quotas);

    [LoggerMessage(2001, LogLevel.Information, "Master {MasterId} stopped; every accepted command was applied")]
    public static partial void Stopped(ILogger logger, string masterId);

    [LoggerMessage(2002, LogLevel.Critical, "Master {MasterId} cannot go on and takes the process down")]
    public static partial void Failed(ILogger logger, Exception exception, string masterId);

    [LoggerMessage(2003, LogLevel.Information, "Master {MasterId} leads and reads what is durable")]
    public static partial void Recovering(ILogger logger, string masterId);

    [LoggerMessage(2004, LogLevel.Information, "Master {MasterId} stopped before it led")]
    public static partial void NeverStarted(ILogger logger, string masterId);

    [LoggerMessage(2005, LogLevel.Error, "Master {MasterId} no longer leads and takes the process down; what it had not told yet is dropped")]
    public static partial void LostLead(ILogger logger, string masterId);
}
