using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using k8s.Autorest;

namespace MesosOperator.Kubernetes.Api;

/// <summary>
/// Sends requests to one API server with the connections and credentials of KubernetesClient, and turns every way in which
/// that can go wrong into an <see cref="ApiServerException"/>. KubernetesClient's own calls wait on the real clock.
/// </summary>
internal sealed class ApiServer(k8s.Kubernetes kubernetes, TimeProvider time, TimeSpan answerWithin, IApiTraffic? traffic = null)
{
    /// <summary>No answer is longer: a whole list of all that one server keeps is shorter.</summary>
    private const int AnswerBytesMax = 512 * 1024 * 1024;

    private static readonly ProductInfoHeaderValue Agent = new("mesos-operator", null);

    private readonly IApiTraffic _traffic = traffic ?? FreeTraffic.Instance;
    private volatile k8s.Kubernetes _kubernetes = kubernetes;

    public TimeProvider Time => time;

    /// <summary>What is asked from now on is asked with other connections and credentials.</summary>
    public void Use(k8s.Kubernetes kubernetes) => _kubernetes = kubernetes;

    /// <summary>Sends a request and reads the whole answer.</summary>
    public async Task<byte[]> AskAsync(ApiRequest request, CancellationToken stop)
    {
        if (!request.IsUrgent)
            await _traffic.PassAsync(request, stop);
        return await CountAsync(request, async either =>
        {
            using var response = await SendAsync(request, either);
            await response.Content.LoadIntoBufferAsync(AnswerBytesMax, either);
            return await response.Content.ReadAsByteArrayAsync(either);
        }, stop);
    }

    /// <summary>Sends a request and has the answer read while it comes.</summary>
    public async Task<TAnswer> ReadAsync<TAnswer>(ApiRequest request, Func<Stream, CancellationToken, Task<TAnswer>> read, CancellationToken stop)
    {
        await _traffic.PassAsync(request, stop);
        return await CountAsync(request, async either =>
        {
            using var response = await SendAsync(request, either);
            return await read(await response.Content.ReadAsStreamAsync(either), either);
        }, stop);
    }

    /// <summary>Sends a request of which only matters that it is done.</summary>
    public Task DoAsync(ApiRequest request, CancellationToken stop) => ReadAsync(
        request with { Accept = ApiRequest.MetadataOnly },
        async (answer, either) =>
        {
            await answer.CopyToAsync(Stream.Null, either);
            return true;
        },
        stop);

    /// <summary>Sends a request and returns as soon as the answer begins; the caller reads and disposes it.</summary>
    public async Task<HttpResponseMessage> OpenAsync(ApiRequest request, CancellationToken stop)
    {
        await _traffic.PassAsync(request, stop);
        return await CountAsync(request, either => SendAsync(request, either), stop);
    }

    private async Task<TAnswer> CountAsync<TAnswer>(ApiRequest request, Func<CancellationToken, Task<TAnswer>> ask, CancellationToken stop)
    {
        var asked = time.GetTimestamp();
        try
        {
            var answer = await InTimeAsync(request, ask, stop);
            _traffic.Ended(request, time.GetElapsedTime(asked), null);
            return answer;
        }
        catch (ApiServerException problem)
        {
            _traffic.Ended(request, time.GetElapsedTime(asked), problem);
            throw;
        }
    }

    /// <summary>Runs a program in a container; what it says and is told goes through the socket, which the caller disposes.</summary>
    public Task<WebSocket> RunAsync(ExecRequest request, CancellationToken stop) =>
        InTimeAsync(request, either => ConnectAsync(request, either), stop);

    private async Task<WebSocket> ConnectAsync(ExecRequest request, CancellationToken stop)
    {
        try
        {
            return await _kubernetes.WebSocketNamespacedPodExecAsync(
                request.Pod.Name,
                request.Pod.Namespace,
                request.Words,
                request.Container,
                stderr: !request.HasTerminal,
                tty: request.HasTerminal,
                webSocketSubProtocol: ExecSocket.Usual,
                cancellationToken: stop);
        }
        catch (HttpOperationException refused)
        {
            throw ApiServerException.From((int)refused.Response.StatusCode, refused.Response.Content, request.ToString());
        }
        catch (WebSocketException lost)
        {
            throw new ApiServerException(ApiFailure.Unavailable, $"{request}: {lost.Message}", lost);
        }
    }

    private async Task<TAnswer> InTimeAsync<TAnswer>(
        object request, Func<CancellationToken, Task<TAnswer>> ask, CancellationToken stop)
    {
        using var late = new CancellationTokenSource(answerWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, late.Token);
        try
        {
            return await ask(either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new ApiServerException(ApiFailure.Unavailable, $"{request}: no answer within {answerWithin.TotalSeconds} s");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or ObjectDisposedException)
        {
            throw new ApiServerException(ApiFailure.Unavailable, $"{request}: {e.Message}", e);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(ApiRequest request, CancellationToken stop)
    {
        var kubernetes = _kubernetes;
        using var message = new HttpRequestMessage(request.Method, $"{kubernetes.BaseUri.AbsoluteUri.TrimEnd('/')}/{request.Path}")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        message.Headers.UserAgent.Add(Agent);
        message.Headers.TryAddWithoutValidation("Accept", request.Accept);
        if (request.Body.Length > 0)
            message.Content = new StringContent(request.Body, Encoding.UTF8, request.MediaType);
        if (kubernetes.Credentials is { } credentials)
            await credentials.ProcessHttpRequestAsync(message, stop);
        var response = await kubernetes.HttpClient.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, stop);
        if (response.IsSuccessStatusCode)
            return response;
        using (response)
            throw ApiServerException.From(
                response, await response.Content.ReadAsStringAsync(stop), request.ToString(), time.GetUtcNow());
    }
}
