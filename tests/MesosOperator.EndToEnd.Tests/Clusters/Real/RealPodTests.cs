using System.Net;
using System.Text;
using System.Text.Json;
using MesosOperator.EndToEnd.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.Protocol.RecordIO;
using MesosOperator.TestKit.Kubernetes.Servers;
using Reason = MesosOperator.Protocol.Mesos.V1.TaskStatus.Types.Reason;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.EndToEnd.Tests.Clusters.Real;

/// <summary>What is seen of tasks on a real node through the operator, and what their Pods have from beside them.</summary>
[Collection(RealMemberCollection.Name)]
public sealed class RealPodTests(RealMember real) : IDisposable
{
    private readonly HttpClient _http = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Logs_are_read_and_followed_until_the_task_ends()
    {
        await real.NeedAsync();
        await using var work = new Work(real.Api, "logs");
        work.Run("talking", "echo hello; echo oh >&2; while ! [ -e $MESOS_SANDBOX/end ]; do sleep 0.1; done; echo bye");
        work.RunGroup("pair", ("left", "echo left; sleep 1000"), ("right", "echo right; sleep 1000"));
        var agent = (await work.UntilAsync("talking", TaskState.TaskRunning)).AgentId.Value;
        await work.UntilAsync("left", TaskState.TaskRunning);
        await work.UntilAsync("right", TaskState.TaskRunning);

        var frameworks = JsonDocument.Parse(await GetAsync($"agent/{agent}/state")).RootElement.GetProperty("frameworks").EnumerateArray();
        var folders = frameworks.SelectMany(framework => framework.GetProperty("executors").EnumerateArray())
            .ToDictionary(executor => executor.GetProperty("id").GetString()!, executor => executor.GetProperty("directory").GetString()!);
        await Eventually.TrueAsync(async () => await GetAsync($"agent/{agent}/files/read?path={folders["talking"]}/stdout&offset=-1") == """{"data":"","offset":9}""", "it has written");
        var whole = await GetAsync($"agent/{agent}/files/read?path={folders["talking"]}/stdout&offset=0");
        Assert.Contains(whole, (string[])["""{"data":"hello\noh\n","offset":0}""", """{"data":"oh\nhello\n","offset":0}"""]); // The streams are two pipes.
        await Eventually.TrueAsync(async () => await GetAsync($"agent/{agent}/files/download?path={folders["pair"]}/tasks/right/stdout") == "right\n", "the other, too");
        using var followed = await _http.GetAsync(new Uri(real.Api, $"/agent/{agent}/files/follow?path={folders["talking"]}/stdout&offset=8"), HttpCompletionOption.ResponseHeadersRead, Stop);
        using var lines = new StreamReader(await followed.Content.ReadAsStreamAsync(Stop));
        Assert.Equal("", await lines.ReadLineAsync(Stop));
        await real.Cluster.Kubectl.SucceedAsync("exec", "-n", RealMember.Tasks, await real.PodOfAsync("talking"), "--", "touch", "/mnt/mesos/sandbox/end");

        Assert.Equal("bye", await lines.ReadLineAsync(Stop));
        Assert.Null(await lines.ReadLineAsync(Stop));
        await work.UntilAsync("talking", TaskState.TaskFinished);
    }

    [Fact]
    public async Task Programs_run_beside_tasks()
    {
        await real.NeedAsync();
        await using var work = new Work(real.Api, "beside");
        work.Run("one", "echo here > $MESOS_SANDBOX/file; sleep 1000");
        work.RunGroup("pair", ("left", "sleep 1000"), ("right", "sleep 1000"));
        var one = await work.UntilAsync("one", TaskState.TaskRunning);
        var right = await work.UntilAsync("right", TaskState.TaskRunning);
        await work.UntilAsync("left", TaskState.TaskRunning);

        Assert.Equal(("STDOUT here\n", 0), await RunAsync(one, "first", "while ! cat $MESOS_SANDBOX/file; do sleep 0.1; done"));
        Assert.Equal(("STDERR no\n", 3 << 8), await RunAsync(right, "second", "echo no >&2; exit 3"));
        Assert.Equal(("STDOUT 24 80\r\n", 0), await RunAsync(one, "third", "sleep 0.5; stty size", ""","container":{"type":"MESOS","tty_info":{"window_size":{"rows":24,"columns":80}}}"""));
        using var refused = await CallAsync(one.AgentId.Value, Session(ContainerOf(one), "fourth", "true", "").Replace("\"value\":\"true\"", "\"value\":\"/no/such\",\"shell\":false", StringComparison.Ordinal));
        Assert.Contains((int)refused.StatusCode, (int[])[200, 400, 503]); // Some runtimes say so before the streams are there, and some after.
    }

    [Fact]
    public async Task What_is_typed_comes_to_a_program()
    {
        await real.NeedAsync();
        await using var work = new Work(real.Api, "typed");
        work.Run("one", "sleep 1000");
        var one = await work.UntilAsync("one", TaskState.TaskRunning);
        using var session = await CallAsync(one.AgentId.Value, Session(ContainerOf(one), "s", "read line; echo got $line", ""));
        Assert.Equal(HttpStatusCode.OK, session.StatusCode);

        var id = """{"value":"s","parent":""" + ContainerOf(one) + "}";
        var typed = await TypeAsync(
            one.AgentId.Value,
            """{"type":"ATTACH_CONTAINER_INPUT","attach_container_input":{"type":"CONTAINER_ID","container_id":""" + id + "}}",
            """{"type":"ATTACH_CONTAINER_INPUT","attach_container_input":{"type":"PROCESS_IO","process_io":{"type":"DATA","data":{"type":"STDIN","data":"bWUK"}}}}""");

        Assert.Equal(HttpStatusCode.OK, typed);
        Assert.Equal("STDOUT got me\n", await SaidAsync(session));
    }

    [Fact]
    public async Task Files_and_folders_come_into_a_Pod()
    {
        await real.NeedAsync();
        await using var work = new Work(real.Api, "brought");
        const int port = 31030;
        work.Run("server", "cd $MESOS_SANDBOX && echo content > page && tar -cf pages.tar page && exec httpd -f -p $PORT0", task => task.Resources.Add(Port(port)));
        await work.UntilAsync("server", TaskState.TaskRunning);
        var address = $"http://{real.Node.Address}:{port}";
        await Eventually.TrueAsync(() => AnswersAsync($"{address}/pages.tar"), "the server serves");

        work.Run("fetching", "test \"$(cat page)\" = content && test -x bin/run && test -d /shared && ! touch /shared/new", task =>
        {
            task.Command.Uris.Add(new CommandInfo.Types.URI { Value = $"{address}/pages.tar" });
            task.Command.Uris.Add(new CommandInfo.Types.URI { Value = $"{address}/page", OutputFile = "bin/run", Executable = true });
            task.Container = Mounts(new Volume { ContainerPath = "/shared", HostPath = "/usr/share", Mode = Volume.Types.Mode.Ro });
        });
        work.Run("missing", "true", task => task.Command.Uris.Add(new CommandInfo.Types.URI { Value = $"{address}/nothing" }));
        work.Run("forbidden", "true", task => task.Container = Mounts(new Volume { ContainerPath = "/x", HostPath = "/root", Mode = Volume.Types.Mode.Ro }));

        await work.UntilAsync("fetching", TaskState.TaskFinished);
        var missing = await work.UntilAsync("missing", TaskState.TaskFailed);
        Assert.Equal(Reason.ContainerLaunchFailed, missing.Reason);
        Assert.StartsWith("Its files could not be fetched", missing.Message, StringComparison.Ordinal);
        Assert.Equal("The cluster does not allow tasks to mount /root; its owner may name it in spec.tasks.hostPaths", (await work.UntilAsync("forbidden", TaskState.TaskFailed)).Message);
    }

    [Fact]
    public async Task One_of_a_group_that_fails_ends_the_others()
    {
        await real.NeedAsync();
        await using var work = new Work(real.Api, "together");
        work.RunGroup("trio", ("failing", "sleep 1; exit 4"), ("stopped", "sleep 1000"), ("done", "exit 0"));

        Assert.Equal("Command exited with status 4", (await work.UntilAsync("failing", TaskState.TaskFailed)).Message);
        await work.UntilAsync("stopped", TaskState.TaskKilled);
        await work.UntilAsync("done", TaskState.TaskFinished);
    }

    [Fact]
    public async Task The_cluster_s_scheduler_may_place_Pods_and_says_when_it_cannot()
    {
        await real.NeedAsync();
        await BindAsync("Scheduler");
        try
        {
            await using var work = new Work(real.Api, "placed");
            await real.Cluster.Kubectl.SucceedAsync("run", "theirs", $"--image={KubeNode.Image}", "--restart=Never", "--overrides", Theirs(), "--", "sleep", "1000");
            await real.Cluster.Kubectl.SucceedAsync("wait", "--for=condition=Ready", "--timeout=60s", "pod/theirs");
            work.Run("placed", "exit 0");
            work.Run("crowded", "true", task =>
            {
                task.Resources.Add(Port(31040));
                task.Container = new ContainerInfo
                {
                    Type = ContainerInfo.Types.Type.Docker,
                    Docker = new ContainerInfo.Types.DockerInfo { Image = KubeNode.Image, PortMappings = { new ContainerInfo.Types.DockerInfo.Types.PortMapping { HostPort = 31040, ContainerPort = 80 } } },
                };
            });

            await work.UntilAsync("placed", TaskState.TaskFinished);
            Assert.StartsWith("The cluster's scheduler does not place the Pod: 0/1 nodes are available", (await work.UntilAsync("crowded", TaskState.TaskDropped)).Message, StringComparison.Ordinal);
            await real.EmptyAsync();
        }
        finally
        {
            await real.Cluster.Kubectl.SucceedAsync("delete", "pod", "theirs", "--ignore-not-found", "--grace-period=1");
            await BindAsync("Direct");
        }
    }

    private Task BindAsync(string binding) => real.Home.Kubectl.SucceedAsync(
        "patch", "clusters.mesosoperator.io", RealMember.Name, "--type=merge", "-p", $$"""{"spec":{"tasks":{"binding":"{{binding}}"} } }""");

    private static string Theirs() =>
        $$"""{"spec":{"containers":[{"name":"theirs","image":"{{KubeNode.Image}}","imagePullPolicy":"Never","command":["sleep","1000"],"ports":[{"containerPort":80,"hostPort":31040}]}]} }""";

    private async Task<(string Said, int Status)> RunAsync(Protocol.Mesos.V1.TaskStatus beside, string name, string command, string more = "")
    {
        using var session = await CallAsync(beside.AgentId.Value, Session(ContainerOf(beside), name, command, more));
        Assert.True(session.IsSuccessStatusCode, await (session.IsSuccessStatusCode ? Task.FromResult("") : session.Content.ReadAsStringAsync(Stop)));
        var said = await SaidAsync(session);
        using var waited = await CallAsync(beside.AgentId.Value, $$$"""{"type":"WAIT_CONTAINER","wait_container":{"container_id":{"value":"{{{name}}}","parent":{{{ContainerOf(beside)}}} } } }""", "application/json");
        return (said, JsonDocument.Parse(await waited.Content.ReadAsStringAsync(Stop)).RootElement.GetProperty("wait_container").GetProperty("exit_status").GetInt32());
    }

    /// <summary>What a program said by stream, of the stream that it used first.</summary>
    private static async Task<string> SaidAsync(HttpResponseMessage session)
    {
        var (stream, text) = ("", "");
        await foreach (var record in new RecordReader().ReadAllAsync(await session.Content.ReadAsStreamAsync(Stop), Stop))
            if (JsonDocument.Parse(record).RootElement is var said && said.GetProperty("type").GetString() == "DATA")
            {
                var data = said.GetProperty("data");
                stream = stream.Length == 0 ? data.GetProperty("type").GetString()! : stream;
                text += Encoding.UTF8.GetString(data.GetProperty("data").GetBytesFromBase64());
            }

        return $"{stream} {text}";
    }

    private async Task<HttpStatusCode> TypeAsync(string agent, params string[] calls)
    {
        using var content = new ByteArrayContent([.. calls.SelectMany(call => Encoding.UTF8.GetBytes($"{Encoding.UTF8.GetByteCount(call)}\n{call}"))]);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/recordio");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(real.Api, $"/agent/{agent}/api/v1")) { Content = content };
        request.Headers.TryAddWithoutValidation("Message-Content-Type", "application/json");
        using var answer = await _http.SendAsync(request, Stop);
        return answer.StatusCode;
    }

    private async Task<HttpResponseMessage> CallAsync(string agent, string call, string accept = "application/recordio")
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(call));
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(real.Api, $"/agent/{agent}/api/v1")) { Content = content };
        request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Headers.TryAddWithoutValidation("Message-Accept", "application/json");
        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
    }

    private async Task<string> GetAsync(string path) => await _http.GetStringAsync(new Uri(real.Api, $"/{path}"), Stop);

    private async Task<bool> AnswersAsync(string url)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(url), Stop);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // It does not listen yet.
        }
    }

    private static string Session(string parent, string name, string command, string more) =>
        $$$"""{"type":"LAUNCH_NESTED_CONTAINER_SESSION","launch_nested_container_session":{"container_id":{"value":"{{{name}}}","parent":{{{parent}}} },"command":{"value":"{{{command}}}"}{{{more}}} }}""";

    private static string ContainerOf(Protocol.Mesos.V1.TaskStatus status) => Text(status.ContainerStatus.ContainerId);

    private static string Text(ContainerID id) => id.Parent is null ? $$"""{"value":"{{id.Value}}"}""" : $$$"""{"value":"{{{id.Value}}}","parent":{{{Text(id.Parent)}}} }""";

    private static ContainerInfo Mounts(Volume volume) => new() { Type = ContainerInfo.Types.Type.Mesos, Volumes = { volume } };

    private static Resource Port(ulong port) => new()
    {
        Name = "ports",
        Type = Value.Types.Type.Ranges,
        Ranges = new Value.Types.Ranges { Range = { new Value.Types.Range { Begin = port, End = port } } },
    };
}
