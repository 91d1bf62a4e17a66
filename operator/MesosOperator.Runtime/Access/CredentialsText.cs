using System.Text;
using System.Text.Json;

namespace MesosOperator.Runtime.Access;

/// <summary>
/// A file of credentials in either form that Mesos takes: lines of a principal and a secret, or JSON such as
/// <c>{"credentials": [{"principal": "spark", "secret": "s"}]}</c>.
/// </summary>
public static class CredentialsText
{
    private static readonly char[] Blanks = [' ', '\t'];

    /// <summary>The table, or every problem of the text; no problem quotes a secret.</summary>
    public static (CredentialTable Table, IReadOnlyList<string> Problems) Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var draft = new Draft();
        if (text.TrimStart().StartsWith('{'))
            ReadJson(text, draft);
        else
            ReadLines(text, draft);
        if (draft.Table.Count == 0 && draft.Problems.Count == 0)
            draft.Problems.Add("has no credentials");
        return (draft.Table, draft.Problems);
    }

    private static void ReadLines(string text, Draft draft)
    {
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            var words = line.Trim().Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 2)
                draft.Add(words[0], words[1], $"line {number}");
            else
                draft.Problems.Add($"line {number}: is not a principal and a secret");
        }
    }

    private static void ReadJson(string text, Draft draft)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (!document.RootElement.TryGetProperty("credentials", out var list) || list.ValueKind != JsonValueKind.Array)
            {
                draft.Problems.Add("has no list 'credentials'");
                return;
            }

            foreach (var (index, item) in list.EnumerateArray().Index())
                draft.Add(TextOf(item, "principal"), TextOf(item, "secret"), $"credentials[{index}]");
        }
        catch (JsonException)
        {
            draft.Problems.Add("begins like JSON and is not");
        }
    }

    private static string TextOf(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : "";

    private sealed class Draft
    {
        private readonly HashSet<string> _names = new(StringComparer.Ordinal);

        public CredentialTable Table { get; private set; } = CredentialTable.Empty;

        public List<string> Problems { get; } = [];

        public void Add(string name, string secret, string place)
        {
            if (name.Length == 0 || secret.Length == 0)
                Problems.Add($"{place}: lacks a principal or a secret");
            else if (name.Contains(':'))
                Problems.Add($"{place}: '{name}' has a colon, which no client could send");
            else if (!_names.Add(name))
                Problems.Add($"{place}: '{name}' is there twice");
            else
                Table = Table.With(name, Encoding.UTF8.GetBytes(secret));
        }
    }
}
