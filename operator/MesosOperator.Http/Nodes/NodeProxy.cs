using MesosOperator.Core.Master.Views;
using MesosOperator.Http.Answers;
using MesosOperator.Http.Reading;
using MesosOperator.Http.Reading.State;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Runtime.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace MesosOperator.Http.Nodes;

/// <summary>Serves under the id of an agent that is a node of a cluster what the cluster can tell, where a host's agent would serve it itself.</summary>
internal sealed class NodeProxy(INodeWindow window, NodeFiles files, NodeApi api)
{
    private const string Process = "/slave(1)";

    public async Task HandleAsync(HttpContext context, AgentView agent, MasterView view, string path, AgentRights rights)
    {
        if (window.TasksOf(agent.Id) is not { } tasks)
        {
            await TextAnswer.UnavailableAsync(context, $"Node {agent.Info.Hostname} of cluster {agent.Info.Cluster} cannot be reached now");
            return;
        }

        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.Headers.XContentTypeOptions = "nosniff"; // what tasks write is no page of the operator's
        try
        {
            await ServeAsync(context, agent, view, tasks, path.StartsWith(Process, StringComparison.Ordinal) ? path[Process.Length..] : path, rights);
        }
        catch (NodeWindowException problem) when (!context.Response.HasStarted)
        {
            await NodeAnswer.WriteAsync(context, problem);
        }
        catch (Exception lost) when (lost is NodeWindowException or IOException or OperationCanceledException)
        {
            context.Abort(); // so that the caller sees that it is not whole
        }
    }

    private Task ServeAsync(HttpContext context, AgentView agent, MasterView view, IReadOnlyList<NodeTask> tasks, string path, AgentRights rights)
    {
        if (path is "/api/v1" or "/api/v1/")
            return api.HandleAsync(context, agent.Id, tasks, rights);
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
            return TextAnswer.WrongMethodAsync(context, HttpMethods.Get, HttpMethods.Head);
        return path switch
        {
            _ when path.StartsWith("/files/", StringComparison.Ordinal) => files.HandleAsync(context, path, agent.Id, tasks),
            "/state" or "/state.json" => JsonAnswer.WriteAsync(context, json => NodeStateJson.Write(json, agent, view, tasks)),
            "/health" => ReadEndpoints.HealthAsync(context),
            "/version" => JsonAnswer.WriteAsync(context, VersionJson.Write),
            "/flags" or "/containers" or "/monitor/statistics" or "/monitor/statistics.json" or "/metrics/snapshot" =>
                NodeAnswer.NotServedAsync(context, $"{path} is not served for nodes of clusters; their cluster's own metrics tell what is used"),
            _ => TextAnswer.NotFoundAsync(context),
        };
    }
}
