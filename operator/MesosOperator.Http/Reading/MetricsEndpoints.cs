using MesosOperator.Http.Answers;
using MesosOperator.Protocol.Readable;
using MesosOperator.Protocol.Text;
using MesosOperator.Runtime.Metrics;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.Http.Reading;

/// <summary>Metrics under the names of Mesos; those that the master does not tell within <c>timeout</c> are left out.</summary>
internal sealed class MetricsEndpoints(MesosSnapshot snapshot)
{
    public async Task SnapshotAsync(HttpContext context)
    {
        var wanted = context.Request.Query["timeout"].ToString();
        var timeout = wanted.Length == 0 ? null : DurationText.Read(wanted);
        if (wanted.Length > 0 && timeout is null)
        {
            await TextAnswer.WriteAsync(context, StatusCodes.Status400BadRequest, $"Failed to parse timeout: '{wanted}' is no duration");
            return;
        }

        if (await snapshot.ReadAsync(timeout, context.RequestAborted) is not { } metrics)
        {
            await TextAnswer.UnavailableAsync(context, Unavailable.Stopping);
            return;
        }

        await JsonAnswer.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            foreach (var (name, value) in metrics)
                json.WriteDecimal(name, value);
            json.WriteEndObject();
        });
    }
}
