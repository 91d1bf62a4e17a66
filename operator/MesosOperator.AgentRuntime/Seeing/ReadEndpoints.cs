using System.Text.Json;
using MesosOperator.AgentRuntime.Answers;
using MesosOperator.AgentRuntime.Pictures;
using MesosOperator.Protocol.Readable;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.AgentRuntime.Seeing;

/// <summary>What a Mesos agent lets people read by a plain GET.</summary>
internal sealed class ReadEndpoints(AgentSetting setting, AgentWindow window, ContainersJson containers, AgentMetrics metrics)
{
    private readonly StateJson _state = new(setting);

    public Task StateAsync(HttpContext context) => WriteAsync(context, _state.Write);

    public Task ContainersAsync(HttpContext context) => WriteAsync(context, containers.WriteContainers);

    public Task StatisticsAsync(HttpContext context) => WriteAsync(context, containers.WriteStatistics);

    public Task MetricsAsync(HttpContext context) => WriteAsync(context, (json, agent) =>
    {
        json.WriteStartObject();
        foreach (var (name, value) in metrics.Of(agent))
            json.WriteDecimal(name, value);
        json.WriteEndObject();
    });

    public Task FlagsAsync(HttpContext context) => JsonReply.WriteAsync(context, json => FlagsJson.Write(json, setting));

    public Task VersionAsync(HttpContext context) => JsonReply.WriteAsync(context, json => VersionJson.Write(json, setting));

    /// <summary>An empty answer says that all is well.</summary>
    public static Task HealthAsync(HttpContext context) => PlainAnswer.Fine.WriteAsync(context);

    private async Task WriteAsync(HttpContext context, Action<Utf8JsonWriter, AgentPicture> write)
    {
        var agent = await window.LookAsync(context.RequestAborted);
        await JsonReply.WriteAsync(context, json => write(json, agent));
    }
}
