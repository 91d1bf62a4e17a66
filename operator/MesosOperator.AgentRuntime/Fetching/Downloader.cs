using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace MesosOperator.AgentRuntime.Fetching;

/// <summary>Downloads over HTTP: follows redirects, tries again where that may help, and gives up on a server that stalls.</summary>
internal sealed class Downloader : IDisposable
{
    private const int MostRedirects = 10;

    private readonly HttpClient _client;
    private readonly FetchLimits _limits;
    private readonly TimeProvider _time;

    public Downloader(FetchLimits limits, TimeProvider time)
    {
        (_limits, _time) = (limits, time);
        _client = new HttpClient(new SocketsHttpHandler
        {
            MaxAutomaticRedirections = MostRedirects,
            ConnectTimeout = limits.Stall,
            UseCookies = false,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <param name="uri">What to download.</param>
    /// <param name="file">Where it goes; emptied before each attempt.</param>
    /// <param name="charge">Is told of bytes before they are written, and may refuse; below zero, of bytes that are gone.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="FetchException">It cannot be had.</exception>
    public async Task DownloadAsync(Uri uri, FileStream file, Action<long> charge, CancellationToken stop)
    {
        var pause = _limits.FirstPause;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                charge(-file.Length);
                file.SetLength(0);
                await TryAsync(uri, file, charge, stop);
                return;
            }
            catch (FetchException failure) when (failure.IsTransient && attempt < _limits.Attempts)
            {
                await Task.Delay(pause, _time, stop);
                pause *= 2;
            }
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task TryAsync(Uri uri, FileStream file, Action<long> charge, CancellationToken stop)
    {
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, WithoutUser(uri));
            if (uri.UserInfo.Length > 0)
                request.Headers.Authorization = new AuthenticationHeaderValue(
                    "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(uri.UserInfo))));
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, attempt.Token).WaitAsync(_limits.Stall, _time, stop);
            if (!answer.IsSuccessStatusCode)
                throw Refused(answer);
            await using var body = await answer.Content.ReadAsStreamAsync(attempt.Token);
            var buffer = new byte[1 << 17];
            for (int read; (read = await body.ReadAsync(buffer, attempt.Token).AsTask().WaitAsync(_limits.Stall, _time, stop)) > 0;)
            {
                charge(read);
                file.Write(buffer, 0, read);
            }
        }
        catch (TimeoutException)
        {
            await attempt.CancelAsync();
            throw new FetchException($"the server has said nothing for {_limits.Stall.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s") { IsTransient = true };
        }
        catch (HttpRequestException failure)
        {
            throw new FetchException(failure.Message, failure) { IsTransient = true };
        }
        catch (HttpIOException broken)
        {
            throw new FetchException($"the connection broke: {broken.Message}", broken) { IsTransient = true };
        }
        catch (IOException broken) when (broken.InnerException is System.Net.Sockets.SocketException)
        {
            throw new FetchException($"the connection broke: {broken.InnerException.Message}", broken) { IsTransient = true };
        }
    }

    private static FetchException Refused(HttpResponseMessage answer) =>
        new($"the server answered {(int)answer.StatusCode} {answer.ReasonPhrase}")
        {
            IsTransient = answer.StatusCode >= HttpStatusCode.InternalServerError
                || answer.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests,
        };

    private static Uri WithoutUser(Uri uri) => new UriBuilder(uri) { UserName = "", Password = "", Fragment = "" }.Uri;
}
