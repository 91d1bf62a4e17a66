using System.Security.Cryptography;
using System.Text;
using MesosOperator.AgentRuntime.Answers;
using MesosOperator.AgentRuntime.Tunnels;
using MesosOperator.Protocol.AgentLink;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace MesosOperator.AgentRuntime.Access;

/// <summary>
/// Who may do what at the agent. Tasks share the host's network, so being on the host proves nothing: whoever has not come
/// through the operator, which has asked who he is, must show the token that the administrator has written down.
/// </summary>
/// <param name="token">Null when nobody comes in at the agent's own port.</param>
internal sealed class DoorKey(string? token)
{
    private readonly byte[]? _hash = token is null ? null : SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>What the caller may do, or why he may do nothing.</summary>
    public (AgentRights Rights, PlainAnswer? Refusal) Check(HttpContext context)
    {
        if (context.Features.Get<ThroughOperator>() is not null)
            return (AgentRightsHeader.Parse(context.Request.Headers[AgentRightsHeader.Name]), null);
        if (Shows(context.Request.Headers.Authorization))
            return (AgentRights.All, null);
        if (_hash is null)
            return (AgentRights.None, new(
                StatusCodes.Status403Forbidden,
                "This agent tells what it runs only through its operator, at /agent/<agent id>/ there. To have it told here too, start it with --http-token-file."));
        context.Response.Headers.WWWAuthenticate = "Bearer realm=\"mesos-agent-readwrite\"";
        return (AgentRights.None, new(StatusCodes.Status401Unauthorized, "401 Unauthorized."));
    }

    private bool Shows(StringValues header)
    {
        const string scheme = "Bearer ";
        return _hash is not null && header is [{ } text] && text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(text[scheme.Length..].Trim())), _hash);
    }
}
