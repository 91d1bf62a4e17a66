using MesosOperator.Http.Answers;
using MesosOperator.Runtime.Metrics;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.Http.Reading;

/// <summary>Metrics under the names of Mesos. The <c>timeout</c> that its clients send has no meaning: nothing is waited for.</summary>
internal sealed class MetricsEndpoints(MesosSnapshot snapshot)
{
    public async Task SnapshotAsync(HttpContext context)
    {
        if (await snapshot.ReadAsync(context.RequestAborted) is not { } metrics)
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
