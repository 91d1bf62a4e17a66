using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace MesosOperator.TestKit.Kubernetes.Servers;

/// <summary>Speaks to an etcd by its JSON gateway.</summary>
internal sealed class EtcdClient(Uri address)
{
    private static readonly HttpClient Http = new();

    /// <summary>
    /// Whether it answers; if so, it has a few versions behind it. An API server that starts on it has not seen them and
    /// refuses a watch from there, as every server does that is not new.
    /// </summary>
    public async Task<bool> HasPastAsync(CancellationToken stop)
    {
        try
        {
            for (var version = 0; version < 3; version++)
                await AskAsync("put", new JsonObject { ["key"] = "cGFzdA==", ["value"] = "" }, stop);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Forgets all versions but the present one.</summary>
    public async Task CompactAsync(CancellationToken stop)
    {
        var answer = await AskAsync("range", new JsonObject { ["key"] = "cGFzdA==" }, stop);
        await AskAsync("compaction", new JsonObject { ["revision"] = answer["header"]!["revision"]!.DeepClone() }, stop);
    }

    /// <summary>How many keys begin so; the last character may not be the last one there is.</summary>
    public async Task<int> CountAsync(string beginning, CancellationToken stop)
    {
        var answer = await AskAsync(
            "range",
            new JsonObject { ["key"] = Base64(beginning), ["range_end"] = Base64(beginning[..^1] + (char)(beginning[^1] + 1)), ["count_only"] = true },
            stop);
        return answer["count"] is { } count ? int.Parse(count.GetValue<string>(), CultureInfo.InvariantCulture) : 0;
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private async Task<JsonNode> AskAsync(string what, JsonObject question, CancellationToken stop)
    {
        using var answer = await Http.PostAsJsonAsync(new Uri(address, $"/v3/kv/{what}"), question, stop);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(stop))!;
    }
}
