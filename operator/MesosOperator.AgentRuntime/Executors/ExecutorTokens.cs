using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace MesosOperator.AgentRuntime.Executors;

/// <summary>Tokens by which executors prove who they are: JSON web tokens (RFC 7519) signed with HMAC-SHA256 by a key of the agent's own.</summary>
internal sealed class ExecutorTokens(byte[] key)
{
    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);

    public string Issue(ExecutorClaims claims)
    {
        var content = $"{Header}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims, ExecutorClaimsJson.Default.ExecutorClaims))}";
        return $"{content}.{Base64Url.EncodeToString(Sign(content))}";
    }

    /// <summary>Null for what this agent has not issued.</summary>
    public ExecutorClaims? Read(string token)
    {
        var end = token.LastIndexOf('.');
        var begin = token.IndexOf('.', StringComparison.Ordinal) + 1;
        if (end <= begin || !Base64Url.IsValid(token.AsSpan(end + 1)))
            return null;
        return CryptographicOperations.FixedTimeEquals(Base64Url.DecodeFromChars(token.AsSpan(end + 1)), Sign(token[..end]))
            ? JsonSerializer.Deserialize(Base64Url.DecodeFromChars(token.AsSpan(begin, end - begin)), ExecutorClaimsJson.Default.ExecutorClaims)
            : null;
    }

    private byte[] Sign(string content) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(content));
}
