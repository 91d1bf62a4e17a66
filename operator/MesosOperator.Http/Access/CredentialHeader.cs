using System.Text;
using MesosOperator.Runtime.Access;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.Http.Access;

/// <summary>Reads the header <c>Authorization</c>.</summary>
internal static class CredentialHeader
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static Credential Read(HttpRequest request)
    {
        var lines = request.Headers.Authorization;
        if (lines.Count == 0)
            return Credential.None.Shown;
        if (lines.Count > 1)
            return new Credential.Unreadable("more than one header 'Authorization'");
        var text = (lines[0] ?? "").Trim();
        var blank = text.IndexOf(' ');
        var (scheme, rest) = blank < 0 ? (text, "") : (text[..blank], text[blank..].Trim());
        if (rest.Length == 0)
            return new Credential.Unreadable("the header 'Authorization' has no credentials");
        if (scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase))
            return Basic(rest);
        return scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            ? new Credential.Bearer(rest)
            : new Credential.Unreadable("the header 'Authorization' is of another scheme");
    }

    private static Credential Basic(string encoded)
    {
        try
        {
            var text = Strict.GetString(Convert.FromBase64String(encoded));
            var colon = text.IndexOf(':');
            return colon < 1 || text.Any(char.IsControl)
                ? new Credential.Unreadable("Basic credentials are a name, a colon and a secret")
                : new Credential.Basic(text[..colon], text[(colon + 1)..]);
        }
        catch (Exception malformed) when (malformed is FormatException or DecoderFallbackException)
        {
            return new Credential.Unreadable("Basic credentials are text in base 64");
        }
    }
}
