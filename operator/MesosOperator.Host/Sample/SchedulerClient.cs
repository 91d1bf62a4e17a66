using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.Protocol.Mesos.V1.Scheduler;
using MesosOperator.Protocol.RecordIO;
using Task = System.Threading.Tasks.Task;
using WireStatus = MesosOperator.Protocol.Mesos.V1.TaskStatus;

namespace MesosOperator.Host.Sample;

/// <summary>
/// One framework's use of the Mesos v1 scheduler API over HTTP: a subscription, its events, calls. Knows nothing that a
/// framework written elsewhere would not know.
/// </summary>
internal sealed class SchedulerClient(MasterAccess master, MessageCodec codec) : IDisposable
{
    private const string StreamIdHeader = "Mesos-Stream-Id";

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, SslOptions = master.Trust.Options() })
    {
        BaseAddress = new Uri(master.Address, "/api/v1/scheduler"),
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private string? _streamId;
    private FrameworkID? _frameworkId;

    /// <summary>The id that the operator gave or confirmed; there from SUBSCRIBED on.</summary>
    public FrameworkID FrameworkId => _frameworkId ?? throw new InvalidOperationException("Not subscribed yet");

    /// <summary>Subscribes and yields the events until the operator ends the stream or <paramref name="stop"/> is cancelled.</summary>
    /// <exception cref="SchedulerCallException">The subscription was refused.</exception>
    /// <exception cref="HttpRequestException">No connection.</exception>
    public async IAsyncEnumerable<Event> SubscribeAsync(FrameworkInfo info, [EnumeratorCancellation] CancellationToken stop)
    {
        var call = new Call { Type = Call.Types.Type.Subscribe, Subscribe = new Call.Types.Subscribe { FrameworkInfo = info } };
        if (info.Id is not null)
            call.FrameworkId = info.Id;
        using var response = await SendAsync(call, HttpCompletionOption.ResponseHeadersRead, stop);
        await RequireAsync(response, HttpStatusCode.OK, call, stop);
        _streamId = response.Headers.GetValues(StreamIdHeader).Single();
        await using var stream = await response.Content.ReadAsStreamAsync(stop);
        await foreach (var record in new RecordReader().ReadAllAsync(stream, stop))
        {
            var message = codec.Parse<Event>(record);
            if (message.Type == Event.Types.Type.Subscribed)
                _frameworkId = message.Subscribed.FrameworkId;
            yield return message;
        }
    }

    /// <summary>Makes a call of the subscribed framework.</summary>
    /// <exception cref="SchedulerCallException">The call was refused.</exception>
    public async Task CallAsync(Call call, CancellationToken stop)
    {
        call.FrameworkId = FrameworkId;
        using var response = await SendAsync(call, HttpCompletionOption.ResponseContentRead, stop);
        await RequireAsync(response, HttpStatusCode.Accepted, call, stop);
    }

    /// <summary>Says that an update was seen, where the operator wants to know.</summary>
    public Task AcknowledgeAsync(WireStatus status, CancellationToken stop) =>
        status.HasUuid
            ? CallAsync(
                new Call
                {
                    Type = Call.Types.Type.Acknowledge,
                    Acknowledge = new Call.Types.Acknowledge { AgentId = status.AgentId, TaskId = status.TaskId, Uuid = status.Uuid },
                },
                stop)
            : Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(Call call, HttpCompletionOption completion, CancellationToken stop)
    {
        var body = new ArrayBufferWriter<byte>();
        codec.Write(call, body);
        var content = new ReadOnlyMemoryContent(body.WrittenMemory);
        content.Headers.ContentType = new MediaTypeHeaderValue(codec.MediaType);
        using var request = new HttpRequestMessage(HttpMethod.Post, (Uri?)null) { Content = content };
        request.Headers.Authorization = master.Authorization;
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(codec.MediaType));
        if (_streamId is not null && call.Type != Call.Types.Type.Subscribe)
            request.Headers.Add(StreamIdHeader, _streamId);
        return await _http.SendAsync(request, completion, stop);
    }

    private static async Task RequireAsync(HttpResponseMessage response, HttpStatusCode expected, Call call, CancellationToken stop)
    {
        if (response.StatusCode != expected)
            throw new SchedulerCallException(call.Type, response.StatusCode, await response.Content.ReadAsStringAsync(stop));
    }
}
