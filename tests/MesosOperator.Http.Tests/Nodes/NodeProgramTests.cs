using System.Net;
using System.Text;
using System.Text.Json;
using MesosOperator.Protocol.RecordIO;
using MesosOperator.Runtime.Nodes;

namespace MesosOperator.Http.Tests.Nodes;

/// <summary>Programs beside tasks of nodes.</summary>
public sealed class NodeProgramTests : NodeWorld
{
    private const string Terminal = ""","container":{"type":"MESOS","tty_info":{"window_size":{"rows":24,"columns":80}}}""";

    [Fact]
    public async Task A_program_is_heard_told_and_waited_for()
    {
        using var answer = await LaunchAsync(NodeCalls.Session("s", "run-1", "stty size", Terminal));
        var said = Records(await answer.Content.ReadAsStreamAsync(Stop)).GetAsyncEnumerator(Stop);
        var program = Nodes.Program!;
        Assert.Equal(("/bin/sh -c stty size", NodeTerminal.Wanted), (string.Join(' ', Nodes.Command!.Words), Nodes.Command.Terminal));

        using var typed = await TypeAsync("s", Data("aGk="), """{"type":"CONTROL","control":{"type":"TTY_INFO","tty_info":{"window_size":{"rows":1,"columns":2}}}}""", Data(""));
        Assert.Equal((HttpStatusCode.OK, "24x80 hi 1x2 end"), (typed.StatusCode, string.Join(' ', program.Heard)));
        program.Say("24 80");
        program.Say("oh", NodeStream.Errors);
        Assert.Equal(("STDOUT", "24 80"), await NextAsync(said));
        Assert.Equal(("STDERR", "oh"), await NextAsync(said));
        program.End(3);

        Assert.False(await said.MoveNextAsync());
        using var waited = await NodeCalls.CallAsync(
            Http, """{"type":"WAIT_CONTAINER","wait_container":{"container_id":{"value":"s","parent":{"value":"run-1"}}}}""", "application/json");
        Assert.Equal(3 << 8, JsonDocument.Parse(await waited.Content.ReadAsStringAsync(Stop)).RootElement.GetProperty("wait_container").GetProperty("exit_status").GetInt32());
    }

    [Fact]
    public async Task A_program_that_says_nothing_is_heard_to_live()
    {
        using var answer = await LaunchAsync(NodeCalls.Session("s", "run-1", "cat"));
        await using var said = Records(await answer.Content.ReadAsStreamAsync(Stop)).GetAsyncEnumerator(Stop);
        var next = said.MoveNextAsync().AsTask();

        // Whether the wait has begun shows only in the heartbeat, so time goes on until it comes.
        for (var round = 0; !next.IsCompleted; round++)
        {
            Assert.True(round < 1_000, "No heartbeat comes");
            Target.Time.Advance(TimeSpan.FromSeconds(30));
            await Task.WhenAny(next, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Stop));
        }

        Assert.True(await next);
        Assert.Equal("CONTROL", said.Current.GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_program_loses_its_streams_with_its_caller()
    {
        using (await LaunchAsync(NodeCalls.Session("s", "run-1", "cat")))
        {
        }

        await Nodes.Program!.Disposed.WaitAsync(TimeSpan.FromSeconds(20), Stop);
    }

    [Fact]
    public async Task An_old_api_server_cannot_tell_the_end_of_the_input()
    {
        using var answer = await LaunchAsync(NodeCalls.Session("s", "run-2.task-0", "cat").Replace("""{"value":"run-2.task-0"}""", """{"value":"task-0","parent":{"value":"run-2"}}""", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Nodes.Program!.CanCloseInput = false;

        using var typed = await TypeIntoAsync("""{"value":"s","parent":{"value":"task-0","parent":{"value":"run-2"}}}""", [Data("")]);

        Assert.Equal(HttpStatusCode.NotImplemented, typed.StatusCode);
    }

    [Theory]
    [InlineData("""{"type":"LAUNCH_NESTED_CONTAINER_SESSION","launch_nested_container_session":{"container_id":{"value":"s"},"command":{"value":"ls"}}}""", 400, "The container id makes no sense")]
    [InlineData("""{"type":"LAUNCH_NESTED_CONTAINER_SESSION","launch_nested_container_session":{"container_id":{"value":"s","parent":{"value":"nobody"}},"command":{"value":"ls"}}}""", 400, "Container nobody cannot be found")]
    [InlineData("""{"type":"LAUNCH_NESTED_CONTAINER_SESSION","launch_nested_container_session":{"container_id":{"value":"s","parent":{"value":"run-1"}},"command":{"value":"ls","user":"root"}}}""", 400, "A program in a Pod has the environment")]
    [InlineData("""{"type":"LAUNCH_NESTED_CONTAINER","launch_nested_container":{"container_id":{"value":"s","parent":{"value":"run-1"}},"command":{"value":"ls"}}}""", 501, "LAUNCH_NESTED_CONTAINER is not served")]
    [InlineData("""{"type":"KILL_CONTAINER","kill_container":{"container_id":{"value":"s","parent":{"value":"run-1"}}}}""", 501, "KILL_CONTAINER is not served")]
    [InlineData("""{"type":"WAIT_CONTAINER","wait_container":{"container_id":{"value":"s","parent":{"value":"run-1"}}}}""", 404, "Container run-1.s cannot be found")]
    [InlineData("""{"type":"ATTACH_CONTAINER_OUTPUT","attach_container_output":{"container_id":{"value":"s","parent":{"value":"run-1"}}}}""", 404, "Container run-1.s cannot be found")]
    [InlineData("""{"type":"ATTACH_CONTAINER_INPUT","attach_container_input":{"type":"CONTAINER_ID","container_id":{"value":"s"}}}""", 415, "Expecting 'Content-Type' of application/recordio")]
    [InlineData("{}", 400, "Failed to validate agent::Call")]
    public async Task What_makes_no_sense_is_refused(string call, int status, string words)
    {
        using var answer = await NodeCalls.CallAsync(Http, call, "application/json");

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.StartsWith(words, await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_output_of_a_task_is_its_log_from_now_on()
    {
        using var answer = await LaunchAsync("""{"type":"ATTACH_CONTAINER_OUTPUT","attach_container_output":{"container_id":{"value":"run-1"}}}""");
        await using var said = Records(await answer.Content.ReadAsStreamAsync(Stop)).GetAsyncEnumerator(Stop);

        await Nodes.Following.Writer.WriteAsync("news"u8.ToArray(), Stop);

        Assert.Equal(("STDOUT", "news"), await NextAsync(said));
    }

    private Task<HttpResponseMessage> LaunchAsync(string call) => NodeCalls.CallAsync(Http, call, "application/recordio");

    private Task<HttpResponseMessage> TypeAsync(string id, params string[] pieces) => TypeIntoAsync($$$"""{"value":"{{{id}}}","parent":{"value":"run-1"}}""", pieces);

    private Task<HttpResponseMessage> TypeIntoAsync(string container, string[] pieces)
    {
        string[] calls =
        [
            $$$"""{"type":"ATTACH_CONTAINER_INPUT","attach_container_input":{"type":"CONTAINER_ID","container_id":{{{container}}}}}""",
            .. pieces.Select(piece => $$$"""{"type":"ATTACH_CONTAINER_INPUT","attach_container_input":{"type":"PROCESS_IO","process_io":{{{piece}}}}}"""),
        ];
        var request = new HttpRequestMessage(HttpMethod.Post, "/agent/node-uid/api/v1")
        {
            Content = new ByteArrayContent([.. calls.SelectMany(call => Encoding.UTF8.GetBytes($"{Encoding.UTF8.GetByteCount(call)}\n{call}"))]),
        };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/recordio");
        request.Headers.TryAddWithoutValidation("Message-Content-Type", "application/json");
        return Http.SendAsync(request, Stop);
    }

    private static string Data(string base64) => $$$"""{"type":"DATA","data":{"type":"STDIN","data":"{{{base64}}}"}}""";

    private static async IAsyncEnumerable<JsonElement> Records(Stream body)
    {
        await foreach (var record in new RecordReader().ReadAllAsync(body, Stop))
            yield return JsonDocument.Parse(record).RootElement;
    }

    private static async Task<(string, string)> NextAsync(IAsyncEnumerator<JsonElement> said)
    {
        Assert.True(await said.MoveNextAsync());
        var data = said.Current.GetProperty("data");
        return (data.GetProperty("type").GetString()!, Encoding.UTF8.GetString(data.GetProperty("data").GetBytesFromBase64()));
    }
}
