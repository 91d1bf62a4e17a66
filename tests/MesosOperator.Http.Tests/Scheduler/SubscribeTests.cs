using MesosOperator.Http.Tests.Support;

namespace MesosOperator.Http.Tests.Scheduler;

public sealed class SubscribeTests
{
    [Fact]
    public async Task W06_Subscribe_answers_with_a_stream_that_begins_with_SUBSCRIBED_and_HEARTBEAT()
    {
        await using var target = await TestOperator.StartAsync();
        await using var connection = await RawConnection.OpenAsync(target.Port);
        const string body = """{"type":"SUBSCRIBE","subscribe":{"framework_info":{"user":"root","name":"x"}}}""";
        await connection.SendAsync($"POST /api/v1/scheduler HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        var head = await connection.ReadHeadAsync();
        TestContext.Current.TestOutputHelper!.WriteLine(string.Join("\n", head.Lines));
        Assert.Equal("HTTP/1.1 200 OK", head.StatusLine);
        var first = await connection.ReadTextChunkAsync();
        TestContext.Current.TestOutputHelper!.WriteLine(first);
        Assert.Contains("SUBSCRIBED", first);
        Assert.Equal("20\n{\"type\":\"HEARTBEAT\"}", await connection.ReadTextChunkAsync());
    }
}
