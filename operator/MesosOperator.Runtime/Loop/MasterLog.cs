using Microsoft.Extensions.Logging;

namespace MesosOperator.Runtime.Loop;

internal static partial class MasterLog
{
    [LoggerMessage(2000, LogLevel.Information, "Master {MasterId} runs")]
    public static partial void Started(ILogger logger, string masterId);

    [LoggerMessage(2001, LogLevel.Information, "Master {MasterId} stopped; every accepted command was applied")]
    public static partial void Stopped(ILogger logger, string masterId);

    [LoggerMessage(2002, LogLevel.Critical, "Master {MasterId} cannot go on and takes the process down")]
    public static partial void Failed(ILogger logger, Exception exception, string masterId);
}
