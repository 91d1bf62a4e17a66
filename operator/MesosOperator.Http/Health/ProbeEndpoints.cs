using MesosOperator.Http.Answers;
using MesosOperator.Runtime.Loop;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.Http.Health;

/// <summary>What a supervisor asks: is the process any good, and may work be sent to it.</summary>
internal sealed class ProbeEndpoints(MasterProgress progress)
{
    /// <summary>Fails when the master's loop is stuck; only a new process helps then.</summary>
    public Task LiveAsync(HttpContext context) => progress.IsStuck
        ? TextAnswer.WriteAsync(
            context,
            StatusCodes.Status503ServiceUnavailable,
            $"The master has not ended a turn for {progress.SinceLastTurn.TotalSeconds:F0} seconds")
        : TextAnswer.WriteAsync(context, StatusCodes.Status200OK, "ok");

    /// <summary>
    /// Fails while nothing sensible is answered. A standby is ready: it sends clients to the leader, and a roll-out that
    /// waited for each new process to lead would never end.
    /// </summary>
    public Task ReadyAsync(HttpContext context) => progress.Phase switch
    {
        MasterPhase.Recovering => NotReadyAsync(context, Unavailable.Recovering),
        MasterPhase.Stopped => NotReadyAsync(context, Unavailable.Stopping),
        MasterPhase.Standby => TextAnswer.WriteAsync(context, StatusCodes.Status200OK, "standby"),
        _ => LiveAsync(context),
    };

    private static Task NotReadyAsync(HttpContext context, string why) =>
        TextAnswer.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, why);
}
