using System.Text.Json;
using MesosOperator.Http.Tests.Support;

namespace MesosOperator.Http.Tests.Reading;

public sealed class ReadEndpointsTests
{
    [Theory]
    [InlineData("/health")]
    [InlineData("/master/health")]
    public async Task Health_says_nothing_but_200(string path)
    {
        await using var target = await TestOperator.StartAsync();

        var answer = await Answer.OfAsync(target, Request.Get(path));

        Assert.Equal("HTTP/1.1 200 OK", answer.Head.StatusLine);
        Assert.Equal(["Content-Length", "Date"], answer.Head.HeaderNames.Order(StringComparer.Ordinal));
        Assert.Empty(answer.Body);
    }

    [Theory]
    [InlineData("/version")]
    [InlineData("/master/version")]
    public async Task Version_tells_the_one_that_is_spoken_and_the_operators_own(string path)
    {
        await using var target = await TestOperator.StartAsync();

        var answer = await Answer.OfAsync(target, Request.Get(path));

        Assert.Equal("application/json", answer.Head.Header("Content-Type"));
        using var version = JsonDocument.Parse(answer.Body);
        Assert.Equal("1.11.0", version.RootElement.GetProperty("version").GetString());
        Assert.NotEmpty(version.RootElement.GetProperty("operator_version").GetString()!);
    }

    [Theory]
    [InlineData("/flags")]
    [InlineData("/master/flags")]
    public async Task Flags_are_text_under_the_names_of_Mesos(string path)
    {
        await using var target = await TestOperator.StartAsync();

        using var answer = JsonDocument.Parse((await Answer.OfAsync(target, Request.Get(path))).Body);

        var flags = answer.RootElement.GetProperty("flags");
        Assert.Equal("1secs", flags.GetProperty("allocation_interval").GetString());
        Assert.Equal("15secs", flags.GetProperty("agent_ping_timeout").GetString());
        Assert.Equal("5", flags.GetProperty("max_agent_ping_timeouts").GetString());
        Assert.All(flags.EnumerateObject(), flag => Assert.Equal(JsonValueKind.String, flag.Value.ValueKind));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/nope")]
    [InlineData("/master/nope")]
    [InlineData("/redirect/x")]
    [InlineData("/state.json")]
    public async Task Unknown_path_is_not_found(string path)
    {
        await using var target = await TestOperator.StartAsync();

        var answer = await Answer.OfAsync(target, Request.Get(path));

        Assert.Equal("HTTP/1.1 404 Not Found", answer.Head.StatusLine);
        Assert.Equal("text/plain; charset=utf-8", answer.Head.Header("Content-Type"));
        Assert.Equal("404 Not Found.", answer.Text);
    }

    [Theory]
    [InlineData("/state")]
    [InlineData("/health")]
    [InlineData("/metrics/snapshot")]
    [InlineData("/livez")]
    public async Task Wrong_method_names_the_right_ones(string path)
    {
        await using var target = await TestOperator.StartAsync();

        var answer = await Answer.OfAsync(target, new Request("DELETE", path));

        Assert.Equal("HTTP/1.1 405 Method Not Allowed", answer.Head.StatusLine);
        Assert.Equal("GET, HEAD", answer.Head.Header("Allow"));
        Assert.Equal("405 Method Not Allowed. Expecting one of { 'GET', 'HEAD' }, but received 'DELETE'.", answer.Text);
    }

    [Fact]
    public async Task HEAD_has_the_head_of_GET_and_no_body()
    {
        await using var target = await TestOperator.StartAsync();
        await using var connection = await RawConnection.OpenAsync(target.Port);
        await connection.SendAsync(new Request("HEAD", "/version").With("Connection: close").ToBytes());

        var head = await connection.ReadHeadAsync();

        Assert.Equal("HTTP/1.1 200 OK", head.StatusLine);
        Assert.True(head.ContentLength > 0);
        Assert.Equal("", await connection.ReadToEndAsync());
    }

    [Theory]
    [InlineData("/livez")]
    [InlineData("/readyz")]
    public async Task Probes_say_ok_while_the_master_works_and_not_when_it_is_stuck(string path)
    {
        var gate = new TaskCompletionSource();
        BlockedStore? store = null;
        await using var target = await TestOperator.StartAsync(new TestSetup { Configure = services => store = BlockedStore.Add(services, gate.Task) });
        Assert.Equal((200, "ok"), await AskAsync(target, path));

        await using var framework = await Framework.OpenAsync(target, Framework.Info(), Protocol.Codecs.MessageCodec.Json);
        await store!.Saving.WaitAsync(TestContext.Current.CancellationToken);
        target.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal((503, "The master has not ended a turn for 31 seconds"), await AskAsync(target, path));

        gate.SetResult();
        await framework.NextAsync();
        await target.Master.ViewAsync(TestContext.Current.CancellationToken);
        Assert.Equal((200, "ok"), await AskAsync(target, path));
    }

    [Fact]
    public async Task Ready_no_more_but_alive_once_the_master_has_stopped()
    {
        await using var target = await TestOperator.StartAsync();
        target.Close();
        while (await target.Master.ViewAsync(TestContext.Current.CancellationToken) is not null)
            await Task.Yield();

        Assert.Equal((503, "The master is stopping"), await AskAsync(target, "/readyz"));
        Assert.Equal(200, (await AskAsync(target, "/livez")).Status);
    }

    [Theory]
    [InlineData("/state")]
    [InlineData("/metrics")]
    [InlineData("/api/v1/scheduler")]
    [InlineData("/livez")]
    public async Task Port_of_the_agents_serves_nothing_else(string path)
    {
        await using var target = await TestOperator.StartAsync();
        using var client = new HttpClient { DefaultRequestVersion = new Version(2, 0), DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };

        using var answer = await client.GetAsync($"http://127.0.0.1:{target.AgentLinkPort}{path}", TestContext.Current.CancellationToken);

        Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static async Task<(int Status, string Text)> AskAsync(TestOperator target, string path)
    {
        var answer = await Answer.OfAsync(target, Request.Get(path));
        return (answer.Status, answer.Text);
    }
}
