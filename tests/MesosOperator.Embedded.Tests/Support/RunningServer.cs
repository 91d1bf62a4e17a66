using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Text;
using System.Text.Json.Nodes;
using MesosOperator.Embedded.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace MesosOperator.Embedded.Tests.Support;

/// <summary>A server with a client that has its token.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    public const string Group = "/apis/mesosoperator.io/v1alpha1";
    public const string Frameworks = $"{Group}/namespaces/default/frameworks";
    public const string Maps = "/api/v1/namespaces/default/configmaps";
    public const string MergePatch = "application/merge-patch+json";
    public const string ApplyPatch = "application/apply-patch+yaml";

    private readonly TemporaryFolder? _own;

    private RunningServer(EmbeddedApiServer server, TemporaryFolder? own, string folder)
    {
        (Server, _own) = (server, own);
        var handler = new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true },
        };
        Client = new HttpClient(handler) { BaseAddress = server.Address, DefaultRequestVersion = HttpVersion.Version20 };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", File.ReadAllText(Path.Combine(folder, "token")));
    }

    public EmbeddedApiServer Server { get; }

    public HttpClient Client { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<RunningServer> StartAsync(int historyMax = 10_000)
    {
        var folder = new TemporaryFolder();
        return new(await ServeAsync(new() { Folder = folder.Path, HistoryMax = historyMax }), folder, folder.Path);
    }

    public static async Task<RunningServer> StartInAsync(TemporaryFolder folder, int watchesMax = 100) =>
        new(await ServeAsync(new() { Folder = folder.Path, WatchesMax = watchesMax }), null, folder.Path);

    public Task<Answer> GetAsync(string path, string accept = "application/json") => SendAsync(HttpMethod.Get, path, "", "", accept);

    public Task<Answer> CreateAsync(string path, JsonNode body) => SendAsync(HttpMethod.Post, path, body.ToJsonString());

    public Task<Answer> ReplaceAsync(string path, JsonNode body) => SendAsync(HttpMethod.Put, path, body.ToJsonString());

    public Task<Answer> PatchAsync(string path, string body, string mediaType = MergePatch) => SendAsync(HttpMethod.Patch, path, body, mediaType);

    public Task<Answer> DeleteAsync(string path, string body = "") => SendAsync(HttpMethod.Delete, path, body);

    public async Task<Answer> SendAsync(
        HttpMethod method, string path, string body, string mediaType = "application/json", string accept = "application/json")
    {
        using var request = new HttpRequestMessage(method, path) { Version = HttpVersion.Version20 };
        request.Headers.Accept.ParseAdd(accept);
        if (body.Length > 0)
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(mediaType));
        using var response = await Client.SendAsync(request, Stop);
        var warnings = response.Headers.TryGetValues("Warning", out var values) ? string.Join('\n', values) : "";
        return new((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(Stop)), warnings);
    }

    /// <summary>The notices of a watch, as many as wanted or until it ends.</summary>
    public async Task<List<JsonNode>> WatchAsync(string path, int most)
    {
        var notices = new List<JsonNode>();
        await using var stream = await Client.GetStreamAsync($"{path}{(path.Contains('?') ? '&' : '?')}watch=true&timeoutSeconds=60", Stop);
        using var reader = new StreamReader(stream);
        while (notices.Count < most && await reader.ReadLineAsync(Stop) is { } line)
            notices.Add(JsonNode.Parse(line)!);
        return notices;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        _own?.Dispose();
    }

    private static Task<EmbeddedApiServer> ServeAsync(EmbeddedApiServerOptions options) =>
        EmbeddedApiServer.StartAsync(options, TimeProvider.System, Guid.NewGuid, NullLoggerFactory.Instance, Stop);
}
