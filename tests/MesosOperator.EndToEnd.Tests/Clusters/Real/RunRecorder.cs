using System.Net;
using System.Net.Sockets;
using MesosOperator.EndToEnd.Tests.Support;

namespace MesosOperator.EndToEnd.Tests.Clusters.Real;

/// <summary>
/// Tasks call here when they begin, say their name, and go on until they are hung up on: so it is known how often each really
/// ran, and the test says when one ends.
/// </summary>
internal sealed class RunRecorder : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly List<(string Task, TcpClient Line)> _runs = [];
    private readonly Task _listening;

    public RunRecorder(IPAddress address)
    {
        _listener = new TcpListener(address, 0);
        _listener.Start();
        _listening = ListenAsync();
    }

    /// <summary>The tasks that have begun, each as often as it has.</summary>
    public string[] Runs
    {
        get
        {
            lock (_gate)
                return [.. _runs.Select(run => run.Task)];
        }
    }

    /// <summary>The command of a task that says something for its log, calls here, and ends well when it is hung up on.</summary>
    public string Command(string task) => $"echo hello from {task}; echo {task} | busybox nc {_listener.LocalEndpoint.ToString()!.Replace(':', ' ')}";

    /// <summary>Has a task end, once it has called.</summary>
    public async Task EndAsync(string task)
    {
        await Eventually.TrueAsync(() => Runs.Contains(task), $"{task} has begun");
        lock (_gate)
            _runs.Single(run => run.Task == task).Line.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        lock (_gate)
            _runs.ForEach(run => run.Line.Dispose());
        _stop.Dispose();
    }

    private async Task ListenAsync()
    {
        while (true)
        {
            var line = await _listener.AcceptTcpClientAsync(_stop.Token);
            _ = NoteAsync(line);
        }
    }

    private async Task NoteAsync(TcpClient line)
    {
        using var reader = new StreamReader(line.GetStream(), leaveOpen: true);
        if (await reader.ReadLineAsync(_stop.Token) is { } task)
            lock (_gate)
                _runs.Add((task, line));
    }
}
