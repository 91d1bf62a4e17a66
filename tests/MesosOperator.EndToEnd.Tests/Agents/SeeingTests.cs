using System.Diagnostics;
using System.Net;
using System.Text.Json;
using MesosOperator.EndToEnd.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.EndToEnd.Tests.Agents;

/// <summary>Looking at an agent and its tasks through the operator, as for an agent that nobody can dial.</summary>
public sealed class SeeingTests
{
    [Fact]
    public async Task An_agent_is_seen_through_the_operator()
    {
        await using var mesos = await OperatorProcess.StartAsync("--no-agent");
        await using var agent = AgentProcess.Start(mesos.AgentLink, "--resources", "cpus:8;mem:1024");
        await using var framework = await TestFramework.SubscribeAsync(mesos.Api, "plain", Once("seen", "echo hello; head -c 3000000 /dev/zero > zeros; exec sleep 1000"));
        await framework.UntilAsync(() => framework.Count(TaskState.TaskRunning) == 1, "the task runs");
        var id = framework.Last("seen").AgentId.Value;

        var state = await mesos.GetJsonAsync($"/agent/{id}/slave(1)/state");
        var folder = state.GetProperty("frameworks")[0].GetProperty("executors")[0].GetProperty("directory").GetString()!;
        await Eventually.TrueAsync(async () => (await CurlAsync($"{mesos.Api}slave/{id}/files/read?path={folder}/stdout&offset=-1")).Contains("\"offset\":6", StringComparison.Ordinal), "it has written");

        Assert.Equal(id, state.GetProperty("id").GetString());
        Assert.Equal("""{"data":"hello\n","offset":0}""", await CurlAsync($"{mesos.Api}slave/{id}/files/read?path={folder}/stdout&offset=0"));
        Assert.Contains($"{folder}/zeros", await CurlAsync($"{mesos.Api}agent/{id}/files/browse?path={folder}"), StringComparison.Ordinal);
        Assert.Contains("\"executor_id\":\"seen\"", await CurlAsync($"{mesos.Api}agent/{id}/monitor/statistics"), StringComparison.Ordinal);
        await Eventually.TrueAsync(
            async () => (await CurlAsync("--silent --output /dev/null --write-out %{size_download}", $"{mesos.Api}agent/{id}/files/download?path={folder}/zeros")) == "3000000", "the whole file is downloaded");
        var container = (await mesos.GetJsonAsync($"/agent/{id}/containers"))[0].GetProperty("container_id").GetString();
        var session = """
            {"type":"LAUNCH_NESTED_CONTAINER_SESSION","launch_nested_container_session":{"container_id":{"value":"s1","parent":{"value":"CONTAINER"}},
             "command":{"value":"stty size"},"container":{"type":"MESOS","tty_info":{"window_size":{"rows":24,"columns":80}}}}}
            """.Replace("CONTAINER\"}}", container + "\"}}", StringComparison.Ordinal);
        Assert.Contains(Convert.ToBase64String("24 80\r\n"u8), await ExecAsync($"{mesos.Api}agent/{id}/api/v1", session), StringComparison.Ordinal);
        Assert.Equal("403", await StatusAsync($"{mesos.Api}agent/{id}/files/download?path={folder}/../../../../../../../../../../etc/passwd"));
        Assert.Equal("404", await StatusAsync($"{mesos.Api}agent/none/state"));
        Assert.Equal("404", await StatusAsync($"{mesos.Api}agent/{id}/api/v1/executor"));
    }

    [Fact]
    public async Task A_slow_reader_holds_up_nobody()
    {
        await using var mesos = await OperatorProcess.StartAsync("--no-agent");
        await using var agent = AgentProcess.Start(mesos.AgentLink, "--resources", "cpus:8;mem:1024");
        await using var framework = await TestFramework.SubscribeAsync(mesos.Api, "plain", Once("large", "truncate -s 64G zeros; exec sleep 1000"));
        await framework.UntilAsync(() => framework.Count(TaskState.TaskRunning) == 1, "the task runs");
        var id = framework.Last("large").AgentId.Value;
        var path = $"/agent/{id}/files/download?path=/frameworks/{framework.Id}/executors/large/runs/latest/zeros";
        await Eventually.TrueAsync(async () => await StatusAsync($"{mesos.Api}agent/{id}/files/browse?path=/frameworks/{framework.Id}/executors/large/runs/latest") == "200", "the sandbox is there");
        using var http = new HttpClient();
        var before = ResidentBytes(mesos);
        var slow = new List<Stream>();
        for (var i = 0; i < 8; i++)
        {
            var answer = await http.GetAsync(new Uri(mesos.Api, path), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            Assert.Equal((HttpStatusCode.OK, 64L << 30), (answer.StatusCode, answer.Content.Headers.ContentLength));
            slow.Add(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
            await slow[^1].ReadExactlyAsync(new byte[1024], TestContext.Current.CancellationToken);
        }

        // Whatever of 64 GiB each was sent and not read waits somewhere: what others ask for comes all the same.
        Assert.Equal(id, (await mesos.GetJsonAsync($"/agent/{id}/state")).GetProperty("id").GetString());
        Assert.Equal(1, (await mesos.GetJsonAsync("/metrics/snapshot")).GetProperty("master/tasks_running").GetDouble());
        Assert.InRange(ResidentBytes(mesos) - before, long.MinValue, 200 << 20);
        slow.ForEach(stream => stream.Dispose());
    }

    private static long ResidentBytes(OperatorProcess mesos)
    {
        using var process = Process.GetProcessById(mesos.Program.Pid);
        return process.WorkingSet64;
    }

    private static Task<string> CurlAsync(string url) => CurlAsync("--silent --show-error --globoff --path-as-is", url);

    private static Task<string> ExecAsync(string url, string call) => CurlAsync(
        ["--silent", "--show-error", "--header", "Content-Type: application/json", "--header", "Accept: application/recordio", "--header", "Message-Accept: application/json", "--data", call, url]);

    private static Task<string> StatusAsync(string url) => CurlAsync("--silent --globoff --path-as-is --output /dev/null --write-out %{http_code}", url);

    private static Task<string> CurlAsync(string options, string url) => CurlAsync([.. options.Split(' '), url]);

    private static async Task<string> CurlAsync(IEnumerable<string> arguments)
    {
        using var curl = Process.Start(new ProcessStartInfo("curl", [.. arguments, "--max-time", "30"]) { RedirectStandardOutput = true })!;
        var output = await curl.StandardOutput.ReadToEndAsync();
        await curl.WaitForExitAsync();
        return output;
    }

    private static Func<Offer, IEnumerable<TaskInfo>> Once(string name, string command)
    {
        var launched = false;
        return offer =>
        {
            if (launched)
                return [];
            launched = true;
            return [A.Task(offer, name, 1, 32, command)];
        };
    }
}
