using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using MesosOperator.EndToEnd.Tests.Support;

namespace MesosOperator.EndToEnd.Tests.Clusters.Real;

/// <summary>An agent as anybody sees it through the operator, be it a host or a node of a cluster.</summary>
internal sealed partial class SeenAgent(Uri api, string id)
{
    private static readonly HttpClient Http = new();

    /// <summary>Waits until a file has this text.</summary>
    public Task HasWrittenAsync(string path, string wanted) =>
        Eventually.TrueAsync(async () => await ReadAsync(path) == wanted, $"{path} of {id} is '{wanted}'");

    /// <summary>Runs a program beside a task: what it said, and whatever frames that.</summary>
    public async Task<string> RunAsync(string executor, string command)
    {
        var state = JsonDocument.Parse(await Http.GetStringAsync(new Uri(api, $"/agent/{id}/state"), TestContext.Current.CancellationToken)).RootElement;
        var container = state.GetProperty("frameworks").EnumerateArray().SelectMany(framework => framework.GetProperty("executors").EnumerateArray())
            .Single(found => found.GetProperty("id").GetString() == executor).GetProperty("container").GetString();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(api, $"/agent/{id}/api/v1"))
        {
            Content = new StringContent(
                $$$$"""
                {"type":"LAUNCH_NESTED_CONTAINER_SESSION","launch_nested_container_session":{
                 "container_id":{"value":"{{{{Guid.NewGuid():N}}}}","parent":{"value":"{{{{container}}}}"}},"command":{"value":"{{{{command}}}}"}}}
                """,
                Encoding.UTF8,
                new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Add("Accept", "application/recordio");
        request.Headers.Add("Message-Accept", "application/json");
        using var answer = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        var said = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, said);
        return string.Concat(Data().Matches(said).Select(piece => Encoding.UTF8.GetString(Convert.FromBase64String(piece.Groups[1].Value))));
    }

    /// <summary>What a file has; what the operator said instead where it cannot be read.</summary>
    private async Task<string> ReadAsync(string path)
    {
        using var answer = await Http.GetAsync(new Uri(api, $"/agent/{id}/files/read?path={path}&offset=0"), TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return answer.IsSuccessStatusCode ? JsonDocument.Parse(text).RootElement.GetProperty("data").GetString()! : text;
    }

    [GeneratedRegex("\"data\":\"([^\"]*)\"")]
    private static partial Regex Data();
}
