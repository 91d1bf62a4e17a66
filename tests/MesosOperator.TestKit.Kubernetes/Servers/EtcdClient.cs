using System.Net.Http.Json;
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

    private async Task<JsonNode> AskAsync(string what, JsonObject question, CancellationToken stop)
    {
        using var answer = await Http.PostAsJsonAsync(new Uri(address, $"/v3/kv/{what}"), question, stop);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(stop))!;
    }
}
