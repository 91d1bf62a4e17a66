using System.Text;
using Google.Protobuf;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.Protocol.Mesos.V1.Scheduler;

namespace MesosOperator.Http.Tests.Support;

/// <summary>A framework: its stream, and calls on connections of their own.</summary>
public sealed class Framework : IAsyncDisposable
{
    private readonly TestOperator _target;
    private readonly MessageCodec _codec;

    private Framework(TestOperator target, MessageCodec codec, RawConnection stream, ResponseHead head)
    {
        _target = target;
        _codec = codec;
        Stream = stream;
        Head = head;
    }

    public RawConnection Stream { get; }

    public ResponseHead Head { get; }

    public string StreamId => Head.Header("Mesos-Stream-Id")!;

    public string Id { get; private set; } = "";

    public static FrameworkInfo Info(double failoverTimeout = 0) => new()
    {
        User = "root",
        Name = "test",
        FailoverTimeout = failoverTimeout,
        Roles = { "*" },
        Capabilities = { new FrameworkInfo.Types.Capability { Type = FrameworkInfo.Types.Capability.Types.Type.MultiRole } },
    };

    /// <summary>Subscribes and reads the first two records.</summary>
    public static async Task<Framework> SubscribeAsync(TestOperator target, FrameworkInfo? info = null, MessageCodec? codec = null)
    {
        var framework = await OpenAsync(target, info ?? Info(), codec ?? MessageCodec.Json);
        var subscribed = await framework.NextAsync();
        Assert.Equal(Event.Types.Type.Subscribed, subscribed.Type);
        framework.Id = subscribed.Subscribed.FrameworkId.Value;
        Assert.Equal(Event.Types.Type.Heartbeat, (await framework.NextAsync()).Type);
        return framework;
    }

    /// <summary>Subscribes and reads the head of the answer.</summary>
    public static async Task<Framework> OpenAsync(TestOperator target, FrameworkInfo info, MessageCodec codec, params string[] headers)
    {
        var call = new Call { Type = Call.Types.Type.Subscribe, FrameworkId = info.Id, Subscribe = new() { FrameworkInfo = info } };
        var connection = await RawConnection.OpenAsync(target.Port);
        var request = Request.Message(call, codec).With($"Accept: {codec.MediaType}");
        await connection.SendAsync(headers.Aggregate(request, (sent, header) => sent.With(header)).ToBytes());
        var head = await connection.ReadHeadAsync();
        Assert.Equal("HTTP/1.1 200 OK", head.StatusLine);
        return new(target, codec, connection, head);
    }

    /// <summary>The next record, which must be one chunk.</summary>
    public async Task<Event> NextAsync()
    {
        var chunk = await Stream.ReadChunkAsync();
        var feed = Array.IndexOf(chunk, (byte)'\n');
        Assert.Equal(chunk.Length - feed - 1, int.Parse(Encoding.ASCII.GetString(chunk, 0, feed), System.Globalization.CultureInfo.InvariantCulture));
        return _codec.Parse<Event>(chunk.AsMemory(feed + 1));
    }

    /// <summary>The next record of that kind.</summary>
    public async Task<Event> NextAsync(Event.Types.Type type)
    {
        Event next;
        do
            next = await NextAsync();
        while (next.Type != type);
        return next;
    }

    public Task<Answer> CallAsync(Call.Types.Type type) => CallAsync(new Call { Type = type });

    public Task<Answer> CallAsync(Call call)
    {
        call.FrameworkId = new() { Value = Id };
        return Answer.OfAsync(_target, Request.Message(call, _codec).With($"Mesos-Stream-Id: {StreamId}"));
    }

    public ValueTask DisposeAsync() => Stream.DisposeAsync();
}
