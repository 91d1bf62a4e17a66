using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MesosOperator.AgentRuntime.Tests.Fetching;

/// <summary>A web server on the loopback that answers byte by byte as a test says, well or badly.</summary>
internal sealed class FileServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly ConcurrentDictionary<string, Func<int, NetworkStream, Task>> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _asked = new(StringComparer.Ordinal);
    private readonly Task _serving;

    public FileServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>The head of the last request.</summary>
    public string LastRequest { get; private set; } = "";

    public int Asked(string path) => _asked.GetValueOrDefault(path);

    public string Address(string path) => $"http://{_listener.LocalEndpoint}{path}";

    public string Holds(string path, byte[] content) => Answers(path, (_, stream) => WriteAsync(stream, "200 OK", content, content.Length));

    public string Holds(string path, string content) => Holds(path, Encoding.UTF8.GetBytes(content));

    /// <summary>How to answer the first, second … request.</summary>
    public string Answers(string path, Func<int, NetworkStream, Task> answer)
    {
        _answers[path] = answer;
        return Address(path);
    }

    public static async Task WriteAsync(NetworkStream stream, string status, byte[] content, long length, string headers = "")
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n"));
        await stream.WriteAsync(content);
    }

    public void Dispose()
    {
        _over.Cancel();
        _listener.Stop();
        _serving.GetAwaiter().GetResult();
        _over.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
                _ = AnswerAsync(await _listener.AcceptTcpClientAsync(_over.Token));
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using var connection = client;
        try
        {
            var stream = connection.GetStream();
            using var reader = new StreamReader(stream, leaveOpen: true);
            var head = new StringBuilder();
            while (await reader.ReadLineAsync(_over.Token) is { Length: > 0 } line)
                head.AppendLine(line);
            LastRequest = head.ToString();
            var path = LastRequest.Split(' ')[1];
            var count = _asked.AddOrUpdate(path, 1, (_, before) => before + 1);
            if (_answers.TryGetValue(path, out var answer))
                await answer(count, stream);
            else
                await WriteAsync(stream, "404 Not Found", [], 0);
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // Whoever asked has gone.
        }
    }
}
