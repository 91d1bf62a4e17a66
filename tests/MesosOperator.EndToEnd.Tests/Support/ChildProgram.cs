using System.Diagnostics;
using MesosOperator.TestKit;

namespace MesosOperator.EndToEnd.Tests.Support;

/// <summary>A program that a test starts as a user would. It is ended with the test, whatever happens.</summary>
internal sealed class ChildProgram : IAsyncDisposable
{
    private const int LinesTold = 60;

    private readonly Process _process;
    private readonly List<string> _lines = [];
    private TaskCompletionSource _changed = NewChange();

    private ChildProgram(Process process) => _process = process;

    public int Pid => _process.Id;

    /// <summary>What it wrote so far to standard output and standard error, as lines.</summary>
    public string[] Lines
    {
        get
        {
            lock (_lines)
                return [.. _lines];
        }
    }

    /// <summary>
    /// One of the programs that were built with these tests. Whoever runs the tests in the background has SIGINT ignored,
    /// also in children; <c>env</c> takes that back and becomes the program.
    /// </summary>
    public static ChildProgram StartOwn(string name, params IEnumerable<string> arguments) =>
        Start("env", ["--default-signal=INT,TERM,HUP", name == "mesos-agent" ? TestedAgent.Path : Path.Combine(AppContext.BaseDirectory, name), .. arguments]);

    public static ChildProgram Start(string file, params IEnumerable<string> arguments)
    {
        var process = new Process
        {
            StartInfo = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true },
            EnableRaisingEvents = true,
        };
        var program = new ChildProgram(process);
        process.OutputDataReceived += (_, line) => program.Add(line.Data);
        process.ErrorDataReceived += (_, line) => program.Add(line.Data);
        process.Exited += (_, _) => program.Change();
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return program;
    }

    /// <summary>The first line that holds <paramref name="part"/>; fails when the program ends without it.</summary>
    public async Task<string> LineAsync(string part)
    {
        await UntilAsync(() => Lines.Any(line => line.Contains(part, StringComparison.Ordinal)), $"'{part}' in its output");
        return Lines.First(line => line.Contains(part, StringComparison.Ordinal));
    }

    /// <summary>Waits until what the program wrote makes <paramref name="condition"/> true.</summary>
    public async Task UntilAsync(Func<bool> condition, string what)
    {
        using var limit = new CancellationTokenSource(Eventually.Limit, TimeProvider.System);
        while (true)
        {
            var change = _changed.Task;
            var ended = _process.HasExited;
            if (condition())
                return;
            Assert.False(ended, $"Ended before {what}:\n{Text}");
            try
            {
                await change.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"Not within {Eventually.Limit.TotalSeconds} s: {what}:\n{Text}");
            }
        }
    }

    /// <summary>Waits for the end and returns the exit status: 128 and the signal after a signal.</summary>
    public Task<int> ExitAsync() => ExitAsync(Eventually.Limit);

    /// <summary>Waits for the end of a program that may take long.</summary>
    public async Task<int> ExitAsync(TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within, TimeProvider.System);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"Did not end within {within.TotalSeconds} s:\n{Text}");
        }

        return _process.ExitCode;
    }

    public void Send(int signal) => Signal.Send(Pid, signal);

    /// <summary>Whether it has ended; sends the signal when it has not.</summary>
    public bool HasEndedAfter(int signal)
    {
        if (!_process.HasExited)
            Signal.TrySend(Pid, signal);
        return _process.HasExited;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        TestContext.Current.TestOutputHelper?.WriteLine($"{_process.StartInfo.ArgumentList[1]} ended with {_process.ExitCode}; its last lines:");
        foreach (var line in Lines.TakeLast(LinesTold))
            TestContext.Current.TestOutputHelper?.WriteLine(line);
        _process.Dispose();
    }

    /// <summary>All of the output.</summary>
    public string Text => string.Join('\n', Lines);

    private void Add(string? line)
    {
        if (line is null)
            return;
        lock (_lines)
            _lines.Add(line);
        Change();
    }

    private void Change() => Interlocked.Exchange(ref _changed, NewChange()).TrySetResult();

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
