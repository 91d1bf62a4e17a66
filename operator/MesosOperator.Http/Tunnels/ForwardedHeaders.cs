using System.Security.Cryptography;
using System.Text;
using MesosOperator.Protocol.AgentLink;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace MesosOperator.Http.Tunnels;

/// <summary>What of a request and of its answer passes through: not what belongs to a connection, nor what proves who the caller is.</summary>
internal static class ForwardedHeaders
{
    private static readonly HashSet<string> Kept = new(StringComparer.OrdinalIgnoreCase)
    {
        HeaderNames.Authorization, HeaderNames.Connection, HeaderNames.Cookie, HeaderNames.Expect, HeaderNames.Host, HeaderNames.KeepAlive,
        HeaderNames.ProxyAuthenticate, HeaderNames.ProxyAuthorization, HeaderNames.ProxyConnection, HeaderNames.SetCookie, HeaderNames.TE, HeaderNames.Trailer,
        HeaderNames.TransferEncoding, HeaderNames.Upgrade, AgentRightsHeader.Name,
    };

    public static HttpRequestMessage RequestOf(HttpContext context, string path, AgentRights rights)
    {
        var from = context.Request;
        var to = new HttpRequestMessage(new HttpMethod(from.Method), $"http://{HostOf(context)}{new PathString(path).ToUriComponent()}{from.QueryString.ToUriComponent()}");
        if (from.ContentLength is not (null or 0) || from.Headers.ContainsKey(HeaderNames.TransferEncoding))
            to.Content = new ForwardedBody(from.Body);
        foreach (var (name, values) in from.Headers.Where(header => !Kept.Contains(header.Key)))
            if (!to.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
                to.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        to.Headers.TryAddWithoutValidation(AgentRightsHeader.Name, AgentRightsHeader.Format(rights));
        return to;
    }

    public static void Copy(HttpResponseMessage from, HttpResponse to)
    {
        to.StatusCode = (int)from.StatusCode;
        foreach (var (name, values) in from.Headers.Concat(from.Content.Headers).Where(header => !Kept.Contains(header.Key)))
            to.Headers[name] = values.ToArray();
        to.Headers.XContentTypeOptions = "nosniff"; // what tasks write is no page of the operator's
    }

    /// <summary>A name for each agent, by which open tunnels are told apart; ids may have letters that hosts may not.</summary>
    private static string HostOf(HttpContext context)
    {
        const int digits = 40;
        var id = context.Request.RouteValues[AgentProxy.AgentId]?.ToString() ?? "";
        return $"agent-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..digits]}";
    }
}
