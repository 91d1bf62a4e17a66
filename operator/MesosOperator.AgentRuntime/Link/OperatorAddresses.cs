using System.Collections.Immutable;

namespace MesosOperator.AgentRuntime.Link;

/// <summary>The addresses at which one operator may be found: one per process of it that may lead.</summary>
internal static class OperatorAddresses
{
    /// <summary>More than these are a mistake.</summary>
    public const int Most = 16;

    /// <summary>The addresses in a text, in their order and each once, and everything that is wrong with it.</summary>
    public static (ImmutableArray<Uri> Addresses, ImmutableArray<string> Problems) Parse(string text)
    {
        var words = text.Split(',', StringSplitOptions.TrimEntries);
        var addresses = words.Select(Find).OfType<Uri>().Distinct().ToImmutableArray();
        var problems = words.Where(word => Find(word) is null)
            .Select(word => $"'{word}' is not an address such as 10.0.0.1:5060").ToList();
        if (addresses.Length > Most)
            problems.Add($"{addresses.Length} addresses are more than {Most}");
        if (addresses.Select(address => address.Scheme).Distinct().Count() > 1)
            problems.Add("some addresses are http:// and some https://");
        return (addresses, [.. problems]);
    }

    /// <summary>Without a scheme it is one that speaks TLS.</summary>
    private static Uri? Find(string word) =>
        Uri.TryCreate(word.Contains("://", StringComparison.Ordinal) ? word : "https://" + word, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && uri.PathAndQuery == "/"
            ? uri
            : null;
}
