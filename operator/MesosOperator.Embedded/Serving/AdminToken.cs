using System.Security.Cryptography;
using System.Text;

namespace MesosOperator.Embedded.Serving;

/// <summary>What the one user proves to be the user by.</summary>
internal sealed class AdminToken(string text)
{
    private const string Scheme = "Bearer ";

    private readonly byte[] _digest = SHA256.HashData(Encoding.UTF8.GetBytes(text));

    public string Text => text;

    /// <summary>Whether a text is the token; takes as long for any.</summary>
    public bool Is(string candidate) => CryptographicOperations.FixedTimeEquals(_digest, SHA256.HashData(Encoding.UTF8.GetBytes(candidate)));

    /// <summary>Whether a header names the token.</summary>
    public bool IsIn(string authorization) =>
        authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && Is(authorization[Scheme.Length..].Trim());
}
