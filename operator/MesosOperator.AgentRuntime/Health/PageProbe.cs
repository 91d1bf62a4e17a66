using System.Net;
using System.Security.Authentication;

namespace MesosOperator.AgentRuntime.Health;

/// <summary>
/// Gets a page and looks at its status alone. Certificates are not verified, as Mesos does it: the task is known by where it
/// runs. Redirections are followed as long as they stay where they are: a task cannot send the agent elsewhere.
/// </summary>
internal sealed class PageProbe : IDisposable
{
    private const int MostRedirections = 10;

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = Timeout.InfiniteTimeSpan,
        MaxResponseDrainSize = 0,
        SslOptions = new() { RemoteCertificateValidationCallback = (_, _, _, _) => true },
    });

    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<ProbeResult> TryAsync(ProbeSpec spec, CancellationToken stop)
    {
        try
        {
            var page = spec.Page!;
            for (var redirections = 0; ; redirections++)
            {
                var (status, next) = await GetAsync(page, stop);
                if (next is null || redirections == MostRedirections || !IsNear(page, next))
                    return ProbeResult.Answered(spec, (int)status);
                page = next;
            }
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or AuthenticationException)
        {
            return ProbeResult.Unanswered($"{spec.Page} does not answer: {failure.Message}");
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<(HttpStatusCode Status, Uri? Next)> GetAsync(Uri page, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, page);
        request.Headers.ConnectionClose = true;
        request.Headers.UserAgent.ParseAdd("mesos-agent");
        using var response = await _http.SendAsync(request, stop);
        var isRedirection = response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;
        return (response.StatusCode, isRedirection && response.Headers.Location is { } location ? new Uri(page, location) : null);
    }

    private static bool IsNear(Uri page, Uri next) => next.Scheme is "http" or "https" && next.Host == page.Host;
}
