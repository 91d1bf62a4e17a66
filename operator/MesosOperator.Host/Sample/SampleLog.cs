using Microsoft.Extensions.Logging;

namespace MesosOperator.Host.Sample;

internal static partial class SampleLog
{
    [LoggerMessage(5100, LogLevel.Information, "Subscribed as framework {FrameworkId}; about to launch {Count} tasks that say hello and end")]
    public static partial void Subscribed(ILogger log, string frameworkId, int count);

    [LoggerMessage(5101, LogLevel.Information, "Offered resources of {Hostname}: launching {Count} tasks")]
    public static partial void Answering(ILogger log, string hostname, int count);

    [LoggerMessage(5102, LogLevel.Information, "Task {Task} is {State}")]
    public static partial void Update(ILogger log, string task, string state);

    [LoggerMessage(5103, LogLevel.Information, "All {Count} tasks have ended; the sample leaves the pool to your frameworks")]
    public static partial void Done(ILogger log, int count);

    [LoggerMessage(5104, LogLevel.Debug, "Stopped before all tasks had ended")]
    public static partial void Stopped(ILogger log);

    [LoggerMessage(5105, LogLevel.Warning, "The operator ended the subscription")]
    public static partial void StreamEnded(ILogger log);

    [LoggerMessage(5106, LogLevel.Error, "The sample has failed: {Problem}")]
    public static partial void Failed(ILogger log, string problem);
}
