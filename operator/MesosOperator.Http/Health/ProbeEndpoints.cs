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

    /// <summary>Fails while no calls are taken.</summary>
    public Task ReadyAsync(HttpContext context) => !progress.IsRunning
        ? TextAnswer.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, Unavailable.Stopping)
        : LiveAsync(context);
}
