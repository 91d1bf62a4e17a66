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
internal sealed class ApiServer(k8s.Kubernetes kubernetes, TimeProvider time, TimeSpan answerWithin)
{
    private static readonly ProductInfoHeaderValue Agent = new("mesos-operator", null);

    private readonly string _root = kubernetes.BaseUri.AbsoluteUri.TrimEnd('/');

    public TimeProvider Time => time;

    /// <summary>Sends a request and reads the whole answer.</summary>
    public async Task<byte[]> AskAsync(ApiRequest request, CancellationToken stop) =>
        await InTimeAsync(request, async either =>
        {
            using var response = await SendAsync(request, either);
            return await response.Content.ReadAsByteArrayAsync(either);
        }, stop);

    /// <summary>Sends a request and returns as soon as the answer begins; the caller reads and disposes it.</summary>
    public Task<HttpResponseMessage> OpenAsync(ApiRequest request, CancellationToken stop) =>
        InTimeAsync(request, either => SendAsync(request, either), stop);

    /// <summary>Runs a program in a container; what it says and is told goes through the socket, which the caller disposes.</summary>
    public Task<WebSocket> RunAsync(ExecRequest request, CancellationToken stop) =>
        InTimeAsync(request, either => ConnectAsync(request, either), stop);

    private async Task<WebSocket> ConnectAsync(ExecRequest request, CancellationToken stop)
    {
        try
        {
            return await kubernetes.WebSocketNamespacedPodExecAsync(
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
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new ApiServerException(ApiFailure.Unavailable, $"{request}: {e.Message}", e);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(ApiRequest request, CancellationToken stop)
    {
        using var message = new HttpRequestMessage(request.Method, $"{_root}/{request.Path}")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        message.Headers.UserAgent.Add(Agent);
        message.Headers.Accept.ParseAdd("application/json");
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
