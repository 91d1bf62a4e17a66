using System.Globalization;
using System.Text.RegularExpressions;

namespace MesosOperator.TestKit.Kubernetes.Servers;

/// <summary>How many requests an API server has served, by what they did to which kind: its own counters at one moment.</summary>
public sealed partial class ServedRequests
{
    private static readonly string[] Writes = ["POST", "PUT", "PATCH", "APPLY", "DELETE"];

    private readonly Dictionary<(string Verb, string Resource, string Part), long> _counts = [];

    /// <summary>Reads what a server tells at <c>/metrics</c>.</summary>
    public static ServedRequests Parse(string metrics)
    {
        var served = new ServedRequests();
        foreach (Match match in Line().Matches(metrics))
        {
            var labels = Label().Matches(match.Groups["labels"].Value).ToDictionary(label => label.Groups[1].Value, label => label.Groups[2].Value);
            var key = (labels["verb"], labels["resource"], labels["subresource"]);
            served._counts[key] = served._counts.GetValueOrDefault(key) + (long)double.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture);
        }
        return served;
    }

    /// <summary>Changes since an earlier moment, without those of leases.</summary>
    public long WritesSince(ServedRequests before) => Since(before)
        .Where(entry => Writes.Contains(entry.Key.Verb) && entry.Key.Resource != "leases").Sum(entry => entry.Count);

    /// <summary>Changes of one kind since an earlier moment.</summary>
    public long WritesSince(ServedRequests before, string resource) => Since(before)
        .Where(entry => entry.Key.Resource == resource && Writes.Contains(entry.Key.Verb)).Sum(entry => entry.Count);

    /// <summary>What was done since an earlier moment, most often first, as one line.</summary>
    public string TextSince(ServedRequests before) => string.Join(", ", Since(before).Where(entry => entry.Count > 0)
        .OrderByDescending(entry => entry.Count)
        .Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Count} {entry.Key.Verb} {$"{entry.Key.Resource}/{entry.Key.Part}".TrimEnd('/')}")));

    private IEnumerable<((string Verb, string Resource, string Part) Key, long Count)> Since(ServedRequests before) =>
        _counts.Select(entry => (entry.Key, entry.Value - before._counts.GetValueOrDefault(entry.Key)));

    [GeneratedRegex(@"^apiserver_request_total\{(?<labels>[^}]*)\} (?<count>\S+)$", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex("""(\w+)="([^"]*)" ?""")]
    private static partial Regex Label();
}
