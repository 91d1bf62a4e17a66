using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Views;
using MesosOperator.Http.Access;
using MesosOperator.Http.Answers;
using MesosOperator.Http.Nodes;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Runtime.Access;
using MesosOperator.Runtime.Loop;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace MesosOperator.Http.Tunnels;

/// <summary>
/// Serves under an agent's id what the agent serves: files, state, and its operator API. The operator asks who may, and tells the
/// agent what the caller may do; the agent sees to it.
/// </summary>
internal sealed class AgentProxy(AgentClient client, AccessDesk desk, IMaster master, NodeProxy nodes)
{
    public const string AgentId = "agentId";
    public const string Path = "path";

    private const int PieceBytes = 16 * 1024;

    public async Task HandleAsync(HttpContext context)
    {
        var id = new AgentId(context.GetRouteValue(AgentId)?.ToString() ?? "");
        var path = "/" + context.GetRouteValue(Path);
        if (await master.ViewAsync(context.RequestAborted) is not { } view)
        {
            await TextAnswer.UnavailableAsync(context, Unavailable.Stopping);
            return;
        }

        var agent = view.Agents.FirstOrDefault(agent => agent.Id == id);
        var (rights, refusal) = await RightsAsync(context, path, id.Value, agent?.Info.Hostname ?? "");
        if (refusal is not null)
            await refusal(context);
        else if (agent is null)
            await TextAnswer.WriteAsync(context, StatusCodes.Status404NotFound, $"No agent is called '{id}'");
        else
            await ServeAsync(context, agent, view, path, rights);
    }

    /// <summary>
    /// What the caller may do of what the path is for: what a call of the agent's operator API needs shows only in its body, so that
    /// of all. Whoever may do nothing of it is refused here.
    /// </summary>
    private async Task<(AgentRights Rights, RequestDelegate? Refusal)> RightsAsync(HttpContext context, string path, string agent, string host)
    {
        var rights = AgentRights.None;
        var refusal = TextAnswer.NotFoundAsync;
        foreach (var (right, request) in Needed(path, agent, host))
        {
            switch (await desk.AuthorizeAsync(KnownCaller.Of(context), [request], context.RequestAborted))
            {
                case Authorization.Denied denied:
                    refusal = refused => TextAnswer.WriteAsync(refused, StatusCodes.Status403Forbidden, denied.Reason);
                    break;
                case Authorization.Unavailable unavailable:
                    return (rights, refused => TextAnswer.UnavailableAsync(refused, unavailable.Reason));
                default:
                    rights |= right;
                    break;
            }
        }

        return (rights, rights == AgentRights.None ? new RequestDelegate(refusal) : null);
    }

    private static IEnumerable<(AgentRights, AccessRequest)> Needed(string path, string agent, string host)
    {
        const string process = "/slave(1)";
        if (path.StartsWith(process, StringComparison.Ordinal))
            path = path[process.Length..];
        var isCall = path is "/api/v1" or "/api/v1/";
        var isFile = path.StartsWith("/files/", StringComparison.Ordinal);
        if (isCall || isFile)
            yield return (AgentRights.Files, new AccessRequest.ReadSandboxes(agent, host));
        if (isCall || (!isFile && !path.StartsWith("/api/", StringComparison.Ordinal)))
            yield return (AgentRights.State, new AccessRequest.ReadAgent(agent, host));
        if (isCall)
            yield return (AgentRights.Exec, new AccessRequest.RunBesideTasks(agent, host));
    }

    private async Task ServeAsync(HttpContext context, AgentView agent, MasterView view, string path, AgentRights rights)
    {
        using var place = client.TryEnter(agent.Id);
        if (place is null)
            await TextAnswer.UnavailableAsync(context, $"Too many requests are on their way to agent '{agent.Id}', or to agents altogether");
        else if (agent.Info.Cluster is not null)
            await nodes.HandleAsync(context, agent, view, path, rights);
        else
            await ForwardAsync(context, agent.Id, path, rights);
    }

    private async Task ForwardAsync(HttpContext context, AgentId id, string path, AgentRights rights)
    {
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = null; // what is typed has no end
        using var request = ForwardedHeaders.RequestOf(context, path, rights);
        HttpResponseMessage answer;
        try
        {
            answer = await client.SendAsync(id, request, context.RequestAborted);
        }
        catch (HttpRequestException lost)
        {
            await TextAnswer.UnavailableAsync(context, lost.InnerException?.Message ?? lost.Message);
            return;
        }

        using (answer)
        {
            ForwardedHeaders.Copy(answer, context.Response);
            await CopyAsync(await answer.Content.ReadAsStreamAsync(context.RequestAborted), context);
        }
    }

    /// <summary>Each piece leaves at once, since somebody may be waiting for it, and the next is read when it has left.</summary>
    private static async Task CopyAsync(Stream from, HttpContext context)
    {
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var piece = new byte[PieceBytes];
        try
        {
            await context.Response.Body.FlushAsync(context.RequestAborted);
            for (int read; (read = await from.ReadAsync(piece, context.RequestAborted)) > 0;)
            {
                await context.Response.Body.WriteAsync(piece.AsMemory(0, read), context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
        }
        catch (Exception lost) when (lost is IOException or OperationCanceledException)
        {
            context.Abort(); // so that the caller sees that it is not whole
        }
    }
}
