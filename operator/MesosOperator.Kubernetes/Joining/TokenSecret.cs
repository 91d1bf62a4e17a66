using System.Globalization;
using System.Text;
using k8s.Models;
using MesosOperator.Crds;
using MesosOperator.Runtime.Joining;

namespace MesosOperator.Kubernetes.Joining;

/// <summary>A bootstrap token as a Secret, as people write it.</summary>
internal static class TokenSecret
{
    /// <summary>The type of such Secrets.</summary>
    public const string Type = $"{ApiGroup.Name}/bootstrap-token";

    public const string Id = "token-id";
    public const string Secret = "token-secret";
    public const string Expiration = "expiration";
    public const string Usages = "usages";
    public const string Attributes = "attributes";
    public const string Hostnames = "hostnames";
    public const string Regions = "regions";
    public const string Zones = "zones";
    public const string Description = "description";

    private const int ShortestId = 6;
    private const int ShortestSecret = 16;
    private const int Longest = 128;

    /// <summary>The token, or what is wrong with it; no problem quotes the secret.</summary>
    public static (BootstrapToken? Token, string? Problem) Read(V1Secret secret)
    {
        var (id, hidden) = (Text(secret, Id) ?? "", Text(secret, Secret) ?? "");
        if (!IsWord(id, ShortestId))
            return (null, $"{Id} is not {ShortestId} or more small letters and digits");
        if (!IsWord(hidden, ShortestSecret))
            return (null, $"{Secret} is not {ShortestSecret} or more small letters and digits");
        DateTimeOffset? end = null;
        if (Text(secret, Expiration) is { } until)
        {
            if (!DateTimeOffset.TryParse(until, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
                return (null, $"{Expiration} '{until}' is not a time such as 2030-01-31T12:00:00Z");
            end = at;
        }

        int? most = null;
        if (Text(secret, Usages) is { } count)
        {
            if (!int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var uses) || uses < 1)
                return (null, $"{Usages} '{count}' is not a number of hosts");
            most = uses;
        }

        var (limits, problem) = JoinLimits.Parse(Text(secret, Attributes), Text(secret, Hostnames), Text(secret, Regions), Text(secret, Zones));
        return problem is not null ? (null, problem) : (new BootstrapToken(id, BootstrapToken.DigestOf(hidden)) { Expiration = end, Usages = most, Limits = limits }, null);
    }

    private static string? Text(V1Secret secret, string name) =>
        secret.Data is { } data && data.TryGetValue(name, out var bytes) && Encoding.UTF8.GetString(bytes).Trim() is { Length: > 0 } text ? text : null;

    private static bool IsWord(string text, int shortest) =>
        text.Length >= shortest && text.Length <= Longest && text.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter));
}
