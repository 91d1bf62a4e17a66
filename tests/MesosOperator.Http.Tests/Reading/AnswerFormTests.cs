using System.IO.Compression;
using System.Text;
using MesosOperator.Http.Tests.Operators;
using MesosOperator.Http.Tests.Support;

namespace MesosOperator.Http.Tests.Reading;

/// <summary>The forms that answers can be asked for in: JSONP, and compressed.</summary>
public sealed class AnswerFormTests
{
    [Theory]
    [InlineData("/version")]
    [InlineData("/master/state")]
    [InlineData("/metrics/snapshot")]
    [InlineData("/roles")]
    public async Task A_function_is_called_with_the_answer_where_one_is_named(string path)
    {
        await using var target = await TestOperator.StartAsync();

        var answer = await Answer.OfAsync(target, Request.Get(path + "?jsonp=cb"));

        Assert.Equal("text/javascript", answer.Head.Header("Content-Type"));
        Assert.StartsWith("cb({", answer.Text, StringComparison.Ordinal);
        Assert.EndsWith("})", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip", true)]
    [InlineData("deflate, gzip;q=0.5", true)]
    [InlineData("gzip;q=0.0", false)]
    [InlineData("identity", false)]
    public async Task A_long_answer_is_compressed_for_who_asks(string accepted, bool isCompressed)
    {
        await using var target = await TestOperator.StartAsync();
        for (var agent = 0; agent < 5; agent++)
            await target.AddAgentAsync();
        using var client = new HttpClient();

        foreach (var path in (string[])["/state", "/api/v1"])
        {
            using var request = new HttpRequestMessage(path == "/state" ? HttpMethod.Get : HttpMethod.Post, $"http://127.0.0.1:{target.Port}{path}");
            request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
            if (path != "/state")
                request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"type":"GET_STATE"}""")) { Headers = { ContentType = new("application/json") } };
            using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
            var body = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

            Assert.Equal(isCompressed ? ["gzip"] : [], answer.Content.Headers.ContentEncoding);
            Assert.StartsWith("{", Encoding.UTF8.GetString(isCompressed ? Unzip(body) : body), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_short_answer_is_not_worth_compressing()
    {
        await using var target = await TestOperator.StartAsync();

        var answer = await OperatorClient.CallAsync(target, """{"type":"GET_HEALTH"}""", "Accept-Encoding: gzip");

        Assert.Equal("""{"type":"GET_HEALTH","get_health":{"healthy":true}}""", answer.Text);
    }

    private static byte[] Unzip(byte[] compressed)
    {
        using var whole = new MemoryStream();
        using (var zip = new GZipStream(new MemoryStream(compressed), CompressionMode.Decompress))
            zip.CopyTo(whole);
        return whole.ToArray();
    }
}
