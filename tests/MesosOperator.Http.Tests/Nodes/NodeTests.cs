using System.Net;
using System.Text;
using System.Text.Json;
using MesosOperator.Runtime.Nodes;

namespace MesosOperator.Http.Tests.Nodes;

/// <summary>What is served of an agent that is a node of a cluster, where its own agent would serve it were it a host.</summary>
public sealed class NodeTests : NodeWorld
{
    private const string One = "/agents/node-uid/frameworks/f/executors/one/runs/run-1";
    private const string Two = "/frameworks/f/executors/group/runs/latest/tasks/two";

    [Theory]
    [InlineData($"/files/read?path={One}/stdout&offset=0", 200, "{\"data\":\"hello\\nworld\\n\",\"offset\":0}")]
    [InlineData($"/files/read?path={One}/stdout&offset=6&length=3", 200, "{\"data\":\"wor\",\"offset\":6}")]
    [InlineData($"/files/read?path={One}/stdout&offset=100", 200, "{\"data\":\"\",\"offset\":100}")]
    [InlineData($"/files/read?path={One}/stdout", 200, "{\"data\":\"\",\"offset\":12}")]
    [InlineData($"/files/read?path={One}/stdout&offset=-2", 400, "Expecting numbers from -1 on for 'offset' and 'length' in query.\n")]
    [InlineData($"/files/read?path={One}", 400, "The path is a folder")]
    [InlineData($"/files/download?path={Two}/stdout", 200, "hello\nworld\n")]
    [InlineData("/files/browse", 400, "Expecting 'path=value' in query.\n")]
    [InlineData("/files/debug", 200, "{\"/agents/node-uid/frameworks/f/executors/group/runs/run-2/tasks/two\":\"/agents/node-uid/frameworks/f/executors/group/runs/run-2/tasks/two\","
        + "\"/agents/node-uid/frameworks/f/executors/one/runs/run-1\":\"/agents/node-uid/frameworks/f/executors/one/runs/run-1\"}")]
    [InlineData("/health", 200, "")]
    public async Task Logs_are_files(string path, int status, string text)
    {
        using var answer = await Http.GetAsync($"/agent/node-uid{path}", Stop);

        Assert.Equal((status, text), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Stop)));
    }

    [Theory]
    [InlineData($"/files/read?path={One}/stderr&offset=0")]
    [InlineData($"/files/download?path={One}/data.bin")]
    [InlineData("/files/read?path=/etc/passwd&offset=0")]
    [InlineData($"/files/read?path={One}/../../../../one/runs/run-1/stdout&offset=0")]
    [InlineData("/files/browse?path=/")]
    public async Task What_is_no_log_is_not_there_and_the_answer_says_so(string path)
    {
        using var answer = await Http.GetAsync($"/slave/node-uid{path}", Stop);

        Assert.Equal((HttpStatusCode.NotFound, true), (answer.StatusCode, (await answer.Content.ReadAsStringAsync(Stop)).StartsWith("Of a task on a node of a cluster only its log", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(One, $"{One}/stdout", 12)]
    [InlineData("/frameworks/f/executors/group/runs/run-2", "/frameworks/f/executors/group/runs/run-2/tasks", 0)]
    [InlineData("/frameworks/f/executors/group/runs/run-2/tasks", "/frameworks/f/executors/group/runs/run-2/tasks/two", 0)]
    public async Task Folders_lead_to_logs(string path, string entry, long size)
    {
        var only = Assert.Single((await JsonAsync($"/agent/node-uid/files/browse?path={path}")).EnumerateArray());

        Assert.Equal((entry, size), (only.GetProperty("path").GetString(), only.GetProperty("size").GetInt64()));
    }

    [Fact]
    public async Task A_log_is_followed_until_the_task_has_ended()
    {
        using var answer = await Http.GetAsync($"/agent/node-uid/files/follow?path={One}/stdout&offset=6", HttpCompletionOption.ResponseHeadersRead, Stop);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Stop));
        Assert.Equal("world", await reader.ReadLineAsync(Stop));

        await Nodes.Following.Writer.WriteAsync("more\n"u8.ToArray(), Stop);
        Assert.Equal("more", await reader.ReadLineAsync(Stop));
        await Nodes.Following.Writer.CompleteAsync();

        Assert.Null(await reader.ReadLineAsync(Stop));
    }

    [Fact]
    public async Task A_log_is_not_read_any_more_when_its_caller_has_gone()
    {
        using (await Http.GetAsync($"/agent/node-uid/files/follow?path={One}/stdout", HttpCompletionOption.ResponseHeadersRead, Stop))
        {
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (!(await Nodes.Following.Writer.FlushAsync(patience.Token)).IsCompleted)
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, patience.Token);
    }

    [Theory]
    [InlineData(NodeWindowProblem.Away, 503)]
    [InlineData(NodeWindowProblem.Forbidden, 502)]
    [InlineData(NodeWindowProblem.NotFound, 404)]
    [InlineData(NodeWindowProblem.Refused, 400)]
    public async Task A_cluster_that_refuses_says_why(NodeWindowProblem problem, int status)
    {
        Nodes.Refusal = new NodeWindowException(problem, "no, since");

        using var read = await Http.GetAsync($"/agent/node-uid/files/read?path={One}/stdout&offset=0", Stop);
        using var run = await CallAsync(Session("s", "run-1", "true"));

        Assert.Equal((status, "no, since"), ((int)read.StatusCode, await read.Content.ReadAsStringAsync(Stop)));
        Assert.Equal((status, "no, since"), ((int)run.StatusCode, await run.Content.ReadAsStringAsync(Stop)));
    }

    [Fact]
    public async Task A_node_that_cannot_be_reached_is_unavailable()
    {
        Nodes.Agent = null;

        using var answer = await Http.GetAsync("/agent/node-uid/state", Stop);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Node n1 of cluster east cannot be reached now"), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Stop)));
    }

    [Theory]
    [InlineData("/monitor/statistics", 501)]
    [InlineData("/containers", 501)]
    [InlineData("/nothing", 404)]
    public async Task What_a_cluster_cannot_tell_is_not_served(string path, int status)
    {
        using var answer = await Http.GetAsync($"/agent/node-uid{path}", Stop);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task State_names_the_agent() => Assert.Equal("node-uid", (await JsonAsync("/agent/node-uid/slave(1)/state")).GetProperty("id").GetString());

    [Fact]
    public async Task Containers_are_told_with_those_within_them()
    {
        using var answer = await CallAsync("""{"type":"GET_CONTAINERS","get_containers":{"show_nested":true}}""");

        var containers = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement.GetProperty("get_containers").GetProperty("containers");
        Assert.Equal(
            ["""{"value":"run-1"}""", """{"value":"run-2"}""", """{"value":"task-0","parent":{"value":"run-2"}}"""],
            containers.EnumerateArray().Select(container => container.GetProperty("container_id").GetRawText()));
    }

    [Fact]
    public async Task A_file_is_read_by_a_call()
    {
        using var answer = await CallAsync($$$"""{"type":"READ_FILE","read_file":{"path":"{{{One}}}/stdout","offset":6,"length":5}}""");

        var file = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement.GetProperty("read_file");
        Assert.Equal(("world", 12), (Encoding.UTF8.GetString(file.GetProperty("data").GetBytesFromBase64()), file.GetProperty("size").GetInt32()));
    }

    private async Task<JsonElement> JsonAsync(string path) => JsonDocument.Parse(await Http.GetStringAsync(path, Stop)).RootElement;

    private Task<HttpResponseMessage> CallAsync(string call) => NodeCalls.CallAsync(Http, call, "application/json");

    private static string Session(string id, string parent, string command) => NodeCalls.Session(id, parent, command);
}
