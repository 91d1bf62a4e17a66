using System.Net;
using System.Text.Json;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Files;

/// <summary>Looking into sandboxes, also into those of tasks that would like the agent to show something else.</summary>
public sealed class SandboxFilesTests
{
    [Fact]
    public async Task A_sandbox_is_browsed_read_and_downloaded()
    {
        await using var agent = await RunningAgent.StartAsync(AgentClient.Admit);
        using var client = new AgentClient(agent);
        var sandbox = await RunAsync(agent, client, "printf 'hällo\\n'; mkdir sub; printf 0123456789 > sub/ten; ln -s sub/ten link; echo ready > done", outputBytes: 7);

        var listed = (await client.ReadAsync($"/files/browse?path={sandbox}")).EnumerateArray().ToList();
        var names = listed.Select(entry => Path.GetFileName(Text(entry, "path")));
        Assert.Equal(["done", "link", "stderr", "stdout", "sub"], names.Where(name => name != "tmp"));
        var output = listed.Single(entry => Text(entry, "path") == $"{sandbox}/stdout");
        Assert.Equal(["gid", "mode", "mtime", "nlink", "path", "size", "uid"], output.EnumerateObject().Select(property => property.Name));
        Assert.Equal((7, "-rw-r--r--"), (output.GetProperty("size").GetInt64(), Text(output, "mode")));

        Assert.Equal("""{"data":"h\u00E4llo\n","offset":0}""", (await client.GetAsync($"/files/read?path={sandbox}/stdout&offset=0")).Text);
        Assert.Equal("""{"data":"","offset":7}""", (await client.GetAsync($"/files/read?path={sandbox}/stdout&offset=-1")).Text);
        Assert.Equal("""{"data":"","offset":99}""", (await client.GetAsync($"/files/read?path={sandbox}/stdout&offset=99&length=5")).Text);
        Assert.Equal("""{"data":"345","offset":3}""", (await client.GetAsync($"/slave(1)/files/read?path={sandbox}/sub/ten&offset=3&length=3")).Text);
        Assert.Equal("""cb({"data":"0","offset":0})""", (await client.GetAsync($"/files/read?path={sandbox}/link&offset=0&length=1&jsonp=cb")).Text);

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/files/download?path={sandbox}/sub/ten");
        using var download = await client.SendAsync(request);
        Assert.Equal("0123456789", await download.Content.ReadAsStringAsync(Patience.Token()));
        Assert.Equal(("application/octet-stream", "ten"), (download.Content.Headers.ContentType!.MediaType, download.Content.Headers.ContentDisposition!.FileName));
    }

    [Fact]
    public async Task Tools_of_Mesos_find_it_by_their_own_paths()
    {
        await using var agent = await RunningAgent.StartAsync(AgentClient.Admit);
        using var client = new AgentClient(agent);
        var sandbox = await RunAsync(agent, client, "printf hello; echo ready > done", outputBytes: 5);

        string[] paths =
        [
            sandbox.Replace("/agents/", "/slaves/", StringComparison.Ordinal), $"/frameworks/{Orders.Framework}/executors/t1/runs/latest",
            $"/frameworks/{Orders.Framework}/executors/t1/runs/{Path.GetFileName(sandbox)}",
        ];
        foreach (var path in paths)
            Assert.Equal("""{"data":"hello","offset":0}""", (await client.GetAsync($"/files/read?path={path}/stdout&offset=0")).Text);
        Assert.Equal([sandbox], (await client.ReadAsync("/files/debug")).EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task Nothing_outside_of_a_sandbox_is_shown()
    {
        await using var agent = await RunningAgent.StartAsync(AgentClient.Admit);
        using var client = new AgentClient(agent);
        var sandbox = await RunAsync(
            agent, client, "ln -s /etc/passwd absolute; ln -s ../../../../../../../../token up; ln -s / root; ln -s /proc/self/fd/0 magic; ln -s loop loop; echo ready > done");

        (string Path, HttpStatusCode Status)[] attempts =
        [
            ($"{sandbox}/absolute", HttpStatusCode.Forbidden), ($"{sandbox}/up", HttpStatusCode.Forbidden), ($"{sandbox}/root/etc/passwd", HttpStatusCode.Forbidden),
            ($"{sandbox}/magic", HttpStatusCode.Forbidden), ($"{sandbox}/loop", HttpStatusCode.NotFound), ($"{sandbox}/../../../../../../../../token", HttpStatusCode.Forbidden),
            ($"{sandbox}/%2e%2e/%2e%2e", HttpStatusCode.Forbidden), ("/etc/passwd", HttpStatusCode.NotFound), ($"{agent.Folder.Path}/token", HttpStatusCode.NotFound),
            ($"{agent.Folder.Path}/meta/journal", HttpStatusCode.NotFound), ("stdout", HttpStatusCode.NotFound), ($"{sandbox}/none", HttpStatusCode.NotFound),
            ($"/frameworks/%2e%2e/executors/t1/runs/latest/stdout", HttpStatusCode.Forbidden), ($"{sandbox}/a%00b", HttpStatusCode.NotFound),
            ($"{Path.GetDirectoryName(sandbox)}", HttpStatusCode.NotFound),
        ];
        foreach (var (path, status) in attempts)
        {
            Assert.Equal((path, status), (path, (await client.GetAsync($"/files/read?path={path}&offset=0")).Status));
            Assert.Equal((path, status), (path, (await client.GetAsync($"/files/download?path={path}")).Status));
            Assert.NotEqual(HttpStatusCode.OK, (await client.GetAsync($"/files/browse?path={path}")).Status);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync($"/files/browse?path={sandbox}/root")).Status);
    }

    [Fact]
    public async Task Only_plain_files_are_opened()
    {
        await using var agent = await RunningAgent.StartAsync(AgentClient.Admit);
        using var client = new AgentClient(agent);
        var sandbox = await RunAsync(agent, client, "mkfifo pipe; mkdir folder; echo ready > done");

        Assert.Equal((HttpStatusCode.BadRequest, "The path is neither a file nor a folder"), await client.GetAsync($"/files/read?path={sandbox}/pipe&offset=0"));
        Assert.Equal((HttpStatusCode.BadRequest, "The path is a folder"), await client.GetAsync($"/files/read?path={sandbox}/folder&offset=0"));
        Assert.Equal((HttpStatusCode.BadRequest, "The path is no folder"), await client.GetAsync($"/files/browse?path={sandbox}/done"));
        Assert.Equal((HttpStatusCode.BadRequest, "Expecting 'path=value' in query.\n"), await client.GetAsync("/files/browse"));
    }

    [Fact]
    public async Task No_more_than_a_page_is_given_out_at_once()
    {
        await using var agent = await RunningAgent.StartAsync(AgentClient.Admit);
        using var client = new AgentClient(agent);
        var sandbox = await RunAsync(agent, client, "truncate -s 4G large; echo ready > done");

        foreach (var length in (string[])["", "&length=-1", "&length=4000000000", "&length=9223372036854775807"])
            Assert.Equal(64 * 1024, (await client.ReadAsync($"/files/read?path={sandbox}/large&offset=5{length}")).GetProperty("data").GetString()!.Length);
        foreach (var wrong in (string[])["offset=-2", "offset=x", "offset=99999999999999999999", "offset=0&length=-2"])
            Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync($"/files/read?path={sandbox}/large&{wrong}")).Status);
    }

    [Fact]
    public async Task A_file_is_followed_until_its_task_ends()
    {
        await using var agent = await RunningAgent.StartAsync(AgentClient.Admit);
        using var client = new AgentClient(agent);
        var sandbox = await RunAsync(
            agent,
            client,
            "await() { while [ ! -e $1 ]; do sleep 0.05; done; }; echo one; echo ready > done; await go; echo two; await on; mv stdout stdout.old; echo four > stdout",
            outputBytes: 4);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/files/follow?path=/frameworks/{Orders.Framework}/executors/t1/runs/latest/stdout&offset=1");
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Patience.Token()));

        Assert.Equal("ne", await reader.ReadLineAsync(Patience.Token()));
        await File.WriteAllTextAsync(Path.Combine(sandbox, "go"), "", Patience.Token());

        Assert.Equal("two", await reader.ReadLineAsync(Patience.Token()));
        await File.WriteAllTextAsync(Path.Combine(sandbox, "on"), "", Patience.Token());
        Assert.Equal("four", await reader.ReadLineAsync(Patience.Token()));
        await agent.Call.SayAsync(Orders.Kill("t1"));
        Assert.Null(await reader.ReadLineAsync(Patience.Token()));
    }

    /// <summary>Runs a task until it is ready and what it has written has come to its file, which is a moment later.</summary>
    private static async Task<string> RunAsync(RunningAgent agent, AgentClient client, string command, long outputBytes = 0)
    {
        await agent.Call.SayAsync(Orders.Run("t1", command + "; sleep 1000"));
        Assert.Equal(TaskState.TaskStarting, (await agent.Call.UpdateAsync()).Status.State);
        Assert.Equal(TaskState.TaskRunning, (await agent.Call.UpdateAsync()).Status.State);
        await Eventually.TrueAsync(() => File.Exists(Path.Combine(agent.Sandbox("t1"), "done")), "the task is ready");
        await Eventually.TrueAsync(() => new System.IO.FileInfo(Path.Combine(agent.Sandbox("t1"), "stdout")).Length >= outputBytes, "its output is in its file");
        var state = await client.ReadAsync("/state");
        return Text(state.GetProperty("frameworks").EnumerateArray().Single().GetProperty("executors").EnumerateArray().Single(), "directory");
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
