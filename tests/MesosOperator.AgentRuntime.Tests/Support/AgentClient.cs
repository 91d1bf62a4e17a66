using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using MesosOperator.AgentRuntime.Hosting;

namespace MesosOperator.AgentRuntime.Tests.Support;

/// <summary>A client at an agent's own port that shows the agent's token.</summary>
internal sealed class AgentClient : IDisposable
{
    public const string Token = "a-token-of-this-test";

    private readonly HttpClient _client;

    public AgentClient(RunningAgent agent, string? token = Token)
        : this(agent.First.Register.Info.Port, token)
    {
    }

    public AgentClient(int port, string? token = Token)
    {
        _client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        if (token is not null)
            _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>For an agent whose port lets this client in.</summary>
    public static AgentOptions Admit(AgentOptions options)
    {
        var file = Path.Combine(options.WorkDirectory, "token");
        File.WriteAllText(file, Token + "\n");
        return options with { HttpTokenFile = file };
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HttpCompletionOption completion = HttpCompletionOption.ResponseContentRead) =>
        _client.SendAsync(request, completion, Patience.Token());

    public async Task<(HttpStatusCode Status, string Text)> GetAsync(string path)
    {
        using var answer = await _client.GetAsync(path, Patience.Token());
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Patience.Token()));
    }

    public async Task<JsonElement> ReadAsync(string path)
    {
        var (status, text) = await GetAsync(path);
        Assert.Equal((HttpStatusCode.OK, path), (status, path));
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    public async Task<(HttpStatusCode Status, string Text)> PostAsync(string path, string json)
    {
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(json)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var answer = await _client.PostAsync(path, body, Patience.Token());
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Patience.Token()));
    }

    public void Dispose() => _client.Dispose();
}
