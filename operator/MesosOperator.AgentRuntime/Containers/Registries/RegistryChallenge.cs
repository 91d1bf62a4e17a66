using System.Net.Http.Headers;
using System.Text.Json;
using MesosOperator.AgentRuntime.Containers.Images;

namespace MesosOperator.AgentRuntime.Containers.Registries;

/// <summary>Answers registries that ask who is there (distribution specification: Basic, or Bearer with tokens of a realm).</summary>
internal static class RegistryChallenge
{
    private const int LargestAnswer = 1 << 20;

    /// <summary>What the next request is to carry; null where the challenge cannot be answered.</summary>
    /// <param name="http">Asks for tokens.</param>
    /// <param name="challenge">What the registry wants.</param>
    /// <param name="registry">Where the registry is: a realm without encryption is only trusted by one without.</param>
    /// <param name="login">Who is there; null: nobody in particular.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="ImageException">No token is given.</exception>
    public static async Task<AuthenticationHeaderValue?> AnswerAsync(
        HttpClient http, AuthenticationHeaderValue challenge, Uri registry, RegistryLogin? login, CancellationToken stop)
    {
        if (challenge.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase))
            return login is null ? null : new AuthenticationHeaderValue("Basic", login.Basic);
        if (!challenge.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            return null;
        var wishes = Parse(challenge.Parameter ?? "");
        if (!wishes.TryGetValue("realm", out var realm) || !Uri.TryCreate(realm, UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != registry.Scheme))
            throw new ImageException("the registry names no place for tokens that can be trusted");
        var query = string.Join('&', wishes.Where(wish => wish.Key is "service" or "scope").Select(wish => $"{wish.Key}={Uri.EscapeDataString(wish.Value)}"));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{address}{(address.Query.Length == 0 ? "?" : "&")}{query}");
        if (login is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", login.Basic);
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
        if (!answer.IsSuccessStatusCode)
            throw new ImageException($"{address.Host} gives no token: {(int)answer.StatusCode} {answer.ReasonPhrase}");
        return new AuthenticationHeaderValue("Bearer", Token(await RegistryClient.ReadAsync(answer, LargestAnswer, stop)));
    }

    private static string Token(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            foreach (var name in (string[])["token", "access_token"])
                if (document.RootElement.TryGetProperty(name, out var token) && token.GetString() is { Length: > 0 } text)
                    return text;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Told below.
        }

        throw new ImageException("the registry's tokens cannot be read");
    }

    /// <summary>Reads <c>name="value",…</c>.</summary>
    private static SortedDictionary<string, string> Parse(string text)
    {
        var wishes = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (text.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals)
        {
            var name = text[..equals].Trim(' ', ',');
            var rest = text[(equals + 1)..];
            var end = rest.StartsWith('"') ? rest.IndexOf('"', 1) : rest.IndexOf(',', StringComparison.Ordinal);
            if (end < 0)
                end = rest.Length;
            wishes[name] = rest[..end].TrimStart('"');
            text = end + 1 < rest.Length ? rest[(end + 1)..] : "";
        }

        return wishes;
    }
}
