using System.Diagnostics;
using System.Globalization;

namespace MesosOperator.TestKit.Kubernetes.Servers;

/// <summary>
/// A server that lives no longer than this process, even when that is killed: a shell beside it waits for the end of a pipe
/// that only this process holds, and then kills the server.
/// </summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int LinesKept = 200;

    private const string Lifeline = """
        exec 3<&0
        "$@" </dev/null 3<&- 2>&1 &
        server=$!
        exec 2>/dev/null
        { cat <&3; kill -KILL $server; } >/dev/null &
        exec 3<&-
        wait $server
        """;

    private static readonly string[] Crashes = ["panic:", "fatal error:", "runtime:"];

    private readonly Process _process;
    private readonly string _name;
    private readonly Queue<string> _lines = new();
    private bool _crashes;

    private ServerProcess(Process process, string name) => (_process, _name) = (process, name);

    public static ServerProcess Start(string program, params IEnumerable<string> arguments) =>
        Start(Path.GetFileName(program), "sh", ["-c", Lifeline, "lifeline", program, .. arguments]);

    /// <summary>Starts a program that itself ends with its standard input, and cleans up then.</summary>
    public static ServerProcess StartCareful(string program, params IEnumerable<string> arguments) =>
        Start(Path.GetFileName(program), "sh", ["-c", "exec 2>&1; exec \"$@\"", "careful", program, .. arguments]);

    private static ServerProcess Start(string name, string program, IEnumerable<string> arguments)
    {
        var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true },
        };
        var server = new ServerProcess(process, name);
        process.OutputDataReceived += (_, line) => server.Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        return server;
    }

    /// <summary>Sends the server a signal such as <c>STOP</c>.</summary>
    public async Task SignalAsync(string signal)
    {
        using var sender = Process.Start("pkill", ["-" + signal, "-P", _process.Id.ToString(CultureInfo.InvariantCulture), "-x", _name]);
        await sender.WaitForExitAsync();
        if (sender.ExitCode != 0)
            throw new InvalidOperationException($"{_name} took no {signal}.");
    }

    /// <summary>How much processor time the server has used.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            foreach (var child in File.ReadAllText($"/proc/{_process.Id}/task/{_process.Id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                using var process = Process.GetProcessById(int.Parse(child, CultureInfo.InvariantCulture));
                if (process.ProcessName == _name)
                    return process.TotalProcessorTime;
            }

            throw new InvalidOperationException($"{_name} does not run.");
        }
    }

    /// <summary>Completes when it has ended.</summary>
    public Task Ended => _process.WaitForExitAsync();

    /// <summary>Says a line to it.</summary>
    public async Task SayAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>The end of what it wrote; the beginning of the end when it crashed.</summary>
    public string Log
    {
        get
        {
            lock (_lines)
                return string.Join('\n', _lines);
        }
    }

    /// <summary>Fails, with the end of its log, when it has ended.</summary>
    public void RequireAlive()
    {
        if (_process.HasExited)
            throw new InvalidOperationException($"{_name} ended with {_process.ExitCode}:\n{Log}");
    }

    /// <summary>Kills it: its data are thrown away with it.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lock (_lines)
        {
            if (!_crashes && Crashes.Any(line.StartsWith))
            {
                // The stacks of all threads follow, thousands of lines.
                _crashes = true;
                _lines.Clear();
            }
            if (_crashes && _lines.Count == LinesKept)
                return;
            _lines.Enqueue(line);
            if (_lines.Count > LinesKept)
                _lines.Dequeue();
        }
    }
}
