using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using MesosOperator.Protocol.RecordIO;

namespace MesosOperator.AgentRuntime.Tests.Support;

/// <summary>A client of LAUNCH_NESTED_CONTAINER_SESSION and ATTACH_CONTAINER_INPUT, in JSON.</summary>
internal sealed class SessionClient : IDisposable
{
    public const string Heartbeat = """{"type":"CONTROL","control":{"type":"HEARTBEAT","heartbeat":{}}}""";

    private readonly HttpResponseMessage _answer;
    private readonly IAsyncEnumerator<ReadOnlyMemory<byte>> _records;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    private SessionClient(HttpResponseMessage answer, Stream body)
    {
        _answer = answer;
        _records = new RecordReader().ReadAllAsync(body, Patience.Token()).GetAsyncEnumerator();
    }

    public string ContentType => _answer.Content.Headers.ContentType!.MediaType!;

    public string MessageContentType => _answer.Headers.GetValues("Message-Content-Type").Single();

    public static async Task<SessionClient> LaunchAsync(AgentClient client, string parent, string id, string command, bool isTerminal = false)
    {
        var container = isTerminal ? ""","container":{"type":"MESOS","tty_info":{"window_size":{"rows":24,"columns":80}}}""" : "";
        var call = $$$$$"""{"type":"LAUNCH_NESTED_CONTAINER_SESSION","launch_nested_container_session":{"container_id":{"value":"{{{{{id}}}}}","parent":{"value":"{{{{{parent}}}}}"}},"command":{"value":{{{{{JsonSerializer.Serialize(command)}}}}}}{{{{{container}}}}}}}""";
        return await BeginAsync(client, call);
    }

    /// <summary>Attached to the output of a task.</summary>
    public static Task<SessionClient> AttachAsync(AgentClient client, string container) =>
        BeginAsync(client, $$$$$"""{"type":"ATTACH_CONTAINER_OUTPUT","attach_container_output":{"container_id":{"value":"{{{{{container}}}}}"}}}""");

    private static async Task<SessionClient> BeginAsync(AgentClient client, string call)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1")
        {
            Content = new StringContent(call, new MediaTypeHeaderValue("application/json")),
            Headers = { { "Accept", "application/recordio" }, { "Message-Accept", "application/json" } },
        };
        var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (answer.StatusCode != HttpStatusCode.OK)
            Assert.Fail(await answer.Content.ReadAsStringAsync(Patience.Token()));
        return new SessionClient(answer, await answer.Content.ReadAsStreamAsync(Patience.Token()));
    }

    /// <summary>Sends what is typed, and returns the status of the answer.</summary>
    public static async Task<HttpStatusCode> TypeAsync(AgentClient client, string parent, string id, params string[] typed)
    {
        var body = new StringBuilder();
        Add(body, $$$$$"""{"type":"ATTACH_CONTAINER_INPUT","attach_container_input":{"type":"CONTAINER_ID","container_id":{"value":"{{{{{id}}}}}","parent":{"value":"{{{{{parent}}}}}"}}}}""");
        foreach (var message in typed)
            Add(body, $$$$$"""{"type":"ATTACH_CONTAINER_INPUT","attach_container_input":{"type":"PROCESS_IO","process_io":{{{{{message}}}}}}}""");
        return (await SendAsync(client, body)).Status;
    }

    /// <summary>Tries to type to a task itself.</summary>
    public static Task<(HttpStatusCode Status, string Text)> TypeToTaskAsync(AgentClient client, string container)
    {
        var body = new StringBuilder();
        Add(body, $$$$$"""{"type":"ATTACH_CONTAINER_INPUT","attach_container_input":{"type":"CONTAINER_ID","container_id":{"value":"{{{{{container}}}}}"}}}""");
        return SendAsync(client, body);
    }

    private static async Task<(HttpStatusCode Status, string Text)> SendAsync(AgentClient client, StringBuilder body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1")
        {
            Content = new StringContent(body.ToString(), new MediaTypeHeaderValue("application/recordio")),
            Headers = { { "Message-Content-Type", "application/json" } },
        };
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Patience.Token()));
    }

    public static string Stdin(string text) =>
        $$$$$"""{"type":"DATA","data":{"type":"STDIN","data":"{{{{{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}}}}}"}}""";

    public static string WindowSize(int rows, int columns) =>
        $$$$$"""{"type":"CONTROL","control":{"type":"TTY_INFO","tty_info":{"window_size":{"rows":{{{{{rows}}}}},"columns":{{{{{columns}}}}}}}}}""";

    /// <summary>The first line of output that was not read yet.</summary>
    public async Task<string> LineAsync()
    {
        while (!_output.ToString().Contains('\n', StringComparison.Ordinal))
            Assert.True(await NextAsync(), "the program has said a line");
        var text = _output.ToString();
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        _output.Remove(0, end + 1);
        return text[..end].TrimEnd('\r');
    }

    /// <summary>Everything that was not read yet, until the end.</summary>
    public async Task<(string Output, string Errors)> ReadToEndAsync()
    {
        while (await NextAsync())
        {
        }

        return (_output.ToString(), _errors.ToString());
    }

    public void Dispose() => _answer.Dispose();

    private static void Add(StringBuilder body, string record) => body.Append(Encoding.UTF8.GetByteCount(record)).Append('\n').Append(record);

    private async Task<bool> NextAsync()
    {
        if (!await _records.MoveNextAsync())
            return false;
        var message = JsonDocument.Parse(_records.Current).RootElement;
        if (message.GetProperty("type").GetString() == "DATA")
        {
            var data = message.GetProperty("data");
            var text = Encoding.UTF8.GetString(data.GetProperty("data").GetBytesFromBase64());
            (data.GetProperty("type").GetString() == "STDERR" ? _errors : _output).Append(text);
        }

        return true;
    }
}
