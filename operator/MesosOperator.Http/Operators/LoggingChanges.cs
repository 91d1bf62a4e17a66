using System.Globalization;
using MesosOperator.Http.Access;
using MesosOperator.Http.Answers;
using MesosOperator.Protocol.Mesos.V1.Master;
using MesosOperator.Protocol.Text;
using MesosOperator.Runtime.Access;
using MesosOperator.Runtime.Logs;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Http.Operators;

/// <summary>Lets the operator log more for a while: SET_LOGGING_LEVEL, and <c>/logging/toggle</c> of older tools.</summary>
internal sealed class LoggingChanges(LogVerbosity verbosity, AccessDesk desk, ILogger<LoggingChanges> logger)
{
    public Task HandleAsync(HttpContext context, Call.Types.SetLoggingLevel wanted) =>
        SetAsync(context, wanted.Level, TimeSpan.FromMicroseconds(wanted.Duration.Nanoseconds / 1000));

    public async Task ToggleAsync(HttpContext context)
    {
        var (level, duration) = (context.Request.Query["level"].ToString(), context.Request.Query["duration"].ToString());
        if (level.Length == 0 && duration.Length == 0)
            await TextAnswer.WriteAsync(context, StatusCodes.Status200OK, $"{verbosity.Level}\n");
        else if (level.Length == 0 || duration.Length == 0)
            await TextAnswer.WriteAsync(context, StatusCodes.Status400BadRequest, $"Expecting '{(level.Length == 0 ? "level" : "duration")}=value' in query.\n");
        else if (!uint.TryParse(level, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            await TextAnswer.WriteAsync(context, StatusCodes.Status400BadRequest, $"Invalid level '{level}'.\n");
        else if (DurationText.Read(duration) is not { } time)
            await TextAnswer.WriteAsync(context, StatusCodes.Status400BadRequest, $"Invalid duration '{duration}'.\n");
        else
            await SetAsync(context, number, time);
    }

    private async Task SetAsync(HttpContext context, uint level, TimeSpan duration)
    {
        switch (await desk.AuthorizeAsync(KnownCaller.Of(context), [new AccessRequest.SetLoggingLevel()], context.RequestAborted))
        {
            case Authorization.Denied denied:
                await TextAnswer.WriteAsync(context, StatusCodes.Status403Forbidden, denied.Reason);
                return;
            case Authorization.Unavailable unavailable:
                await TextAnswer.UnavailableAsync(context, unavailable.Reason);
                return;
        }

        if (duration < TimeSpan.Zero)
        {
            await TextAnswer.WriteAsync(context, StatusCodes.Status400BadRequest, $"Invalid duration of {duration.TotalSeconds} seconds");
            return;
        }

        verbosity.Set(level, duration);
        LoggingLog.LevelSet(logger, level, duration);
        await TextAnswer.WriteEmptyAsync(context, StatusCodes.Status200OK);
    }
}
