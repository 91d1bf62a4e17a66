using System.Net.Http.Headers;
using System.Text.Json;

namespace MesosOperator.EndToEnd.Tests.Support;

/// <summary>A <c>mesos-operator standalone</c> of one test, on ports and in a folder of its own.</summary>
internal sealed class OperatorProcess : IAsyncDisposable
{
    private const string StatePart = "api";

    private readonly HttpClient _http = new();
    private readonly DirectoryInfo _folder;

    private OperatorProcess(ChildProgram program, DirectoryInfo folder) => (Program, _folder) = (program, folder);

    public ChildProgram Program { get; }

    /// <summary>Where the Mesos API is.</summary>
    public Uri Api { get; private set; } = null!;

    /// <summary>What agents dial.</summary>
    public Uri AgentLink { get; private set; } = null!;

    /// <summary>The folder of the agent inside, also in the environment of each of its tasks.</summary>
    public string WorkDirectory => _folder.FullName;

    /// <summary>The folder of its custom resources.</summary>
    public string StateFolder => Path.Combine(_folder.FullName, StatePart);

    /// <summary>By which kubectl reaches its custom resources.</summary>
    public string Kubeconfig => Path.Combine(StateFolder, "kubeconfig");

    /// <summary>Without sample framework, and with an agent unless the arguments say otherwise.</summary>
    public static Task<OperatorProcess> StartAsync(params string[] arguments) =>
        StartExactlyAsync(["--no-sample", .. arguments]);

    /// <summary>With these arguments and no others, but for those that keep tests apart.</summary>
    public static async Task<OperatorProcess> StartExactlyAsync(params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("mesos-operator-test-");
        string[] workDirectory = arguments.Contains("--no-agent") ? [] : ["--work-dir", folder.FullName];
        string[] state = arguments.Contains("--state-dir") ? [] : ["--state-dir", Path.Combine(folder.FullName, StatePart), "--api-port", "0"];
        var program = ChildProgram.StartOwn(
            "mesos-operator", ["standalone", "--port", "0", "--agent-link-port", "0", .. state, .. workDirectory, .. arguments]);
        var started = new OperatorProcess(program, folder);
        try
        {
            started.Api = await started.AddressAsync("Mesos API");
            started.AgentLink = await started.AddressAsync("agent link");
            await Eventually.TrueAsync(started.IsReadyAsync, "ready");
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    public Task<string> GetAsync(string path) => _http.GetStringAsync(new Uri(Api, path));

    public async Task<JsonElement> GetJsonAsync(string path) => JsonDocument.Parse(await GetAsync(path)).RootElement;

    /// <summary>Makes a call of the operator API, in JSON; fails unless it is done.</summary>
    public async Task CallAsync(string call)
    {
        using var content = new StringContent(call, new MediaTypeHeaderValue("application/json"));
        using var answer = await _http.PostAsync(new Uri(Api, "/api/v1"), content);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Program.DisposeAsync();
        await Eventually.TrueAsync(() => LiveProcesses.OfFolder(WorkDirectory).Length == 0, "the tasks of a killed operator end");
        _folder.Delete(recursive: true);
    }

    private async Task<Uri> AddressAsync(string name) => new((await Program.LineAsync(name)).Split(' ')[^1]);

    private async Task<bool> IsReadyAsync()
    {
        using var answer = await _http.GetAsync(new Uri(Api, "/readyz"));
        return answer.IsSuccessStatusCode;
    }
}
