using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace MesosOperator.AgentRuntime.Health;

/// <summary>
/// Gets a page and looks at its status alone. Certificates are not verified, as Mesos does it: the task is known by where it
/// runs. Redirections are followed as long as they stay where they are: a task cannot send the agent elsewhere.
/// </summary>
internal sealed class PageProbe : IDisposable
{
    private const int MostRedirections = 10;

    private readonly HttpMessageInvoker _http = new(Handler(null));

    /// <param name="spec">What to try.</param>
    /// <param name="open">Makes a socket in the network of the task; null: it has the host's.</param>
    /// <param name="stop">Gives it up.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<ProbeResult> TryAsync(ProbeSpec spec, Func<AddressFamily, Socket>? open, CancellationToken stop)
    {
        using var own = open is null ? null : new HttpMessageInvoker(Handler(open)); // a connection into one network is never used for another
        try
        {
            var page = spec.Page!;
            for (var redirections = 0; ; redirections++)
            {
                var (status, next) = await GetAsync(own ?? _http, page, stop);
                if (next is null || redirections == MostRedirections || !IsNear(page, next))
                    return ProbeResult.Answered(spec, (int)status);
                page = next;
            }
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or AuthenticationException or SocketException)
        {
            return ProbeResult.Unanswered($"{spec.Page} does not answer: {failure.Message}");
        }
    }

    public void Dispose() => _http.Dispose();

    private static async Task<(HttpStatusCode Status, Uri? Next)> GetAsync(HttpMessageInvoker http, Uri page, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, page);
        request.Headers.ConnectionClose = true;
        request.Headers.UserAgent.ParseAdd("mesos-agent");
        using var response = await http.SendAsync(request, stop);
        var isRedirection = response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;
        return (response.StatusCode, isRedirection && response.Headers.Location is { } location ? new Uri(page, location) : null);
    }

    private static bool IsNear(Uri page, Uri next) => next.Scheme is "http" or "https" && next.Host == page.Host;

    private static SocketsHttpHandler Handler(Func<AddressFamily, Socket>? open)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = Timeout.InfiniteTimeSpan,
            MaxResponseDrainSize = 0,
            SslOptions = new() { RemoteCertificateValidationCallback = (_, _, _, _) => true },
        };
        if (open is not null)
            handler.ConnectCallback = (context, stop) => ConnectAsync(open, context.DnsEndPoint, stop);
        return handler;
    }

    private static async ValueTask<Stream> ConnectAsync(Func<AddressFamily, Socket> open, DnsEndPoint target, CancellationToken stop)
    {
        var address = IPAddress.Parse(target.Host);
        var socket = open(address.AddressFamily);
        try
        {
            await socket.ConnectAsync(address, target.Port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
