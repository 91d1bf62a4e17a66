using System.Security.Cryptography;
using System.Text;
using MesosOperator.AgentRuntime.Answers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace MesosOperator.AgentRuntime.Serving;

/// <summary>
/// Who may come in at the agent's own port. Tasks share the host's network, so being on the host proves nothing: whoever has not
/// come through the operator, which has asked who he is, must show the token that the administrator has written down.
/// </summary>
/// <param name="token">Null when nobody comes in here.</param>
internal sealed class DoorKey(string? token)
{
    private readonly byte[]? _hash = token is null ? null : SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>Why not; null for whoever may.</summary>
    public PlainAnswer? Refuse(HttpContext context)
    {
        if (context.Features.Get<ThroughOperator>() is not null || Shows(context.Request.Headers.Authorization))
            return null;
        if (_hash is null)
            return new(
                StatusCodes.Status403Forbidden,
                "This agent tells what it runs only through its operator, at /agent/<agent id>/ there. To have it told here too, start it with --http-token-file.");
        context.Response.Headers.WWWAuthenticate = "Bearer realm=\"mesos-agent-readonly\"";
        return new(StatusCodes.Status401Unauthorized, "401 Unauthorized.");
    }

    private bool Shows(StringValues header)
    {
        const string scheme = "Bearer ";
        return _hash is not null && header is [{ } text] && text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(text[scheme.Length..].Trim())), _hash);
    }
}
