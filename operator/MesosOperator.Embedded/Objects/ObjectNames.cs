using System.Security.Cryptography;
using System.Text.RegularExpressions;
using MesosOperator.Embedded.Answers;
using MesosOperator.Embedded.Kinds;

namespace MesosOperator.Embedded.Objects;

/// <summary>What objects may be called.</summary>
internal static partial class ObjectNames
{
    private const int SuffixLength = 5;
    private const int LabelMax = 63;
    private const int SubdomainMax = 253;

    /// <summary>No vowels, no letters that look like digits: a name does not become a word.</summary>
    private const string SuffixLetters = "bcdfghjklmnpqrstvwxz2456789";

    private const string LabelRule =
        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

    private const string SubdomainRule =
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

    public static string Generate(string prefix)
    {
        var stem = prefix.Length > LabelMax - SuffixLength ? prefix[..(LabelMax - SuffixLength)] : prefix;
        return stem + RandomNumberGenerator.GetString(SuffixLetters, SuffixLength);
    }

    /// <summary>What is wrong with a name, or null.</summary>
    public static ProblemCause? Problem(ServedKind kind, string name)
    {
        if (name.Length == 0)
            return new("FieldValueRequired", "Required value: name or generateName is required", "metadata.name");
        var isLabel = kind == CoreKinds.Namespace;
        var (max, rule) = isLabel ? (LabelMax, LabelRule) : (SubdomainMax, SubdomainRule);
        var message = name.Length > max ? $"must be no more than {max} bytes" : (isLabel ? Label() : Subdomain()).IsMatch(name) ? null : rule;
        return message is null ? null : new("FieldValueInvalid", $"Invalid value: \"{name}\": {message}", "metadata.name");
    }

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?\z")]
    private static partial Regex Label();

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z")]
    private static partial Regex Subdomain();
}
