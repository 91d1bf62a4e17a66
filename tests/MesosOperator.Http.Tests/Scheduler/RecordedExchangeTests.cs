using System.Text;
using MesosOperator.Http.Tests.Support;

namespace MesosOperator.Http.Tests.Scheduler;

/// <summary>Requests that were sent to a real master, sent here byte for byte; the answers must be the same.</summary>
public sealed class RecordedExchangeTests
{
    /// <summary>What is answered differently, and why.</summary>
    private static readonly SortedDictionary<string, string> Different = new(StringComparer.Ordinal)
    {
        ["10-reconcile_operations"] = "501: not served yet where operations are named",
        ["35-missing-submessage-UNKNOWN"] = "501: it aborted the recorded master",
    };

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Captures");

    public static TheoryData<string> Calls => [.. Names(["03-", "05-", "07-", "08-", "10-", "30-", "31-", "32-", "33-", "34-", "35-"], isStream: false)];

    public static TheoryData<string> RefusedSubscriptions => [.. Names(["33-"], isStream: true).Where(name => name != "33-subscribe-negative-failover")];

    [Theory, MemberData(nameof(Calls))]
    public async Task Call_is_answered_as_recorded(string name)
    {
        await using var target = await TestOperator.StartAsync();
        await using var stream = await SubscribeAsync(target);

        var answer = await Answer.OfAsync(target, Read(name + ".req"));

        var (status, headers, body) = Parse(Read(name + ".resp"));
        Assert.Equal(status, answer.Head.StatusLine);
        Assert.Equal(headers, HeadersOf(answer.Head));
        Assert.Equal(body, answer.Text);
    }

    [Theory, MemberData(nameof(RefusedSubscriptions))]
    public async Task Refused_subscription_is_a_stream_of_one_error_as_recorded(string name)
    {
        await using var target = await TestOperator.StartAsync();
        await using var connection = await RawConnection.OpenAsync(target.Port);
        await connection.SendAsync(Read(name + ".req"));

        var head = await connection.ReadHeadAsync();
        var rest = await connection.ReadToEndAsync();

        var (status, headers, body) = Parse(Read(name + ".resp"));
        Assert.Equal(status, head.StatusLine);
        Assert.Equal(headers.Where(header => !header.StartsWith("Mesos-Stream-Id", StringComparison.Ordinal)), HeadersOf(head).Where(header => !header.StartsWith("Mesos-Stream-Id", StringComparison.Ordinal)));
        Assert.Equal(body, rest);
    }

    [Fact]
    public async Task Negative_failover_timeout_is_accepted_as_recorded()
    {
        await using var target = await TestOperator.StartAsync();
        await using var first = await SubscribeAsync(target);
        await using var connection = await RawConnection.OpenAsync(target.Port);
        await connection.SendAsync(Read("33-subscribe-negative-failover.req"));

        Assert.Equal("HTTP/1.1 200 OK", (await connection.ReadHeadAsync()).StatusLine);
        Assert.Contains($"\"framework_id\":{{\"value\":\"{TestSetup.RecordedMaster}-0001\"}}", await connection.ReadTextChunkAsync());
    }

    [Fact]
    public async Task Unknown_operation_is_told_on_the_stream_as_recorded()
    {
        await using var target = await TestOperator.StartAsync();
        await using var stream = await SubscribeAsync(target);

        Assert.Equal(202, (await Answer.OfAsync(target, Read("10-reconcile_operations.req"))).Status);
    }

    [Fact]
    public async Task Torn_down_framework_is_unknown_and_may_not_come_back_as_recorded()
    {
        await using var target = await TestOperator.StartAsync();
        await using var stream = await SubscribeAsync(target);
        var teardown = Replace(Read("37-teardown.req"), "a29fcc37-c16f-4243-8b95-b4fb6cc772b0", TestSetup.RecordedStream.ToString());

        Assert.Equal(202, (await Answer.OfAsync(target, teardown)).Status);
        var after = await Answer.OfAsync(target, Read("37-call-after-teardown.req"));
        Assert.Equal(Parse(Read("37-call-after-teardown.resp")).Body, after.Text);
        Assert.Equal(400, after.Status);

        await using var again = await RawConnection.OpenAsync(target.Port);
        await again.SendAsync(Read("37-resubscribe-torn-down.req"));
        Assert.Equal("HTTP/1.1 200 OK", (await again.ReadHeadAsync()).StatusLine);
        Assert.Equal(Parse(Read("37-resubscribe-torn-down.resp")).Body, await again.ReadToEndAsync());
    }

    /// <summary>The framework and the stream that the recorded calls name.</summary>
    private static async Task<RawConnection> SubscribeAsync(TestOperator target)
    {
        var connection = await RawConnection.OpenAsync(target.Port);
        await connection.SendAsync(Read("01-subscribe.req"));
        var head = await connection.ReadHeadAsync();
        Assert.Equal(TestSetup.RecordedStream.ToString(), head.Header("Mesos-Stream-Id"));
        Assert.Contains($"{TestSetup.RecordedMaster}-0000", await connection.ReadTextChunkAsync());
        return connection;
    }

    private static IEnumerable<string> Names(string[] prefixes, bool isStream) =>
        from file in Directory.GetFiles(Folder, "*.resp").Order(StringComparer.Ordinal)
        let name = Path.GetFileNameWithoutExtension(file)
        where prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)) && !Different.ContainsKey(name)
        where isStream == File.ReadAllText(file).Contains("Transfer-Encoding: chunked")
        select name;

    private static byte[] Read(string file) => File.ReadAllBytes(Path.Combine(Folder, file));

    private static byte[] Replace(byte[] bytes, string what, string with) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace(what, with, StringComparison.Ordinal));

    private static (string Status, string[] Headers, string Body) Parse(byte[] response)
    {
        var parts = Encoding.UTF8.GetString(response).Split("\r\n\r\n", 2);
        var lines = parts[0].Split("\r\n");
        return (lines[0], Comparable(lines.Skip(1)), parts[1]);
    }

    private static string[] HeadersOf(ResponseHead head) => Comparable(head.Lines.Skip(1));

    /// <summary>The time differs, and Kestrel confirms the wish to close the connection.</summary>
    private static string[] Comparable(IEnumerable<string> headers) =>
    [
        .. headers
            .Where(header => !header.StartsWith("Date: ", StringComparison.Ordinal) && header != "Connection: close")
            .Order(StringComparer.Ordinal),
    ];
}
