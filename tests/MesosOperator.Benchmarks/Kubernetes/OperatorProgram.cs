using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace MesosOperator.Benchmarks.Kubernetes;

/// <summary>A <c>mesos-operator run</c> that is measured from outside, as a process of its own.</summary>
internal sealed partial class OperatorProgram : IAsyncDisposable
{
    private const int Terminate = 15;

    private readonly Process _process;
    private readonly TaskCompletionSource<(int Port, int AgentLinkPort)> _serving = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private volatile TaskCompletionSource<HeldMemory>? _memory;

    private OperatorProgram(Process process) => _process = process;

    public int Port { get; private set; }

    public int AgentLinkPort { get; private set; }

    /// <summary>How much processor time it has used.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The memory it holds now, in MB of 10⁶ bytes.</summary>
    public double MemoryMb => MemoryOf("VmRSS:");

    /// <summary>The most that it held.</summary>
    public double MemoryMaxMb => MemoryOf("VmHWM:");

    /// <summary>That in MESOS_OPERATOR_PROGRAM, such as the one compiled ahead of time; else the one built with the benchmarks.</summary>
    private static string ProgramPath => Environment.GetEnvironmentVariable("MESOS_OPERATOR_PROGRAM") is { Length: > 0 } program
        ? Path.GetFullPath(program)
        : Path.Combine(AppContext.BaseDirectory, "mesos-operator");

    /// <summary>Starts it on ports; it listens when this returns. Port 0 is any that is free.</summary>
    public static async Task<OperatorProgram> StartAsync(string kubeconfig, int port, int agentLinkPort)
    {
        var process = new Process
        {
            StartInfo = new ProcessStartInfo(
                ProgramPath,
                ["run", "--kubeconfig", kubeconfig, "--open-access", "--namespace", "default", "--port", Text(port), "--agent-link-port", Text(agentLinkPort)])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location },
            },
            EnableRaisingEvents = true,
        };
        var program = new OperatorProgram(process);
        process.OutputDataReceived += (_, line) => program.Hear(line.Data);
        process.ErrorDataReceived += (_, line) => program.Hear(line.Data);
        process.Exited += (_, _) => program._serving.TrySetException(new InvalidOperationException($"The operator ended with {process.ExitCode}."));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        (program.Port, program.AgentLinkPort) = await program._serving.Task;
        return program;
    }

    /// <summary>Asks it for its memory; it collects what it can.</summary>
    public async Task<HeldMemory> MeasureMemoryAsync()
    {
        _memory = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await _process.StandardInput.WriteLineAsync("memory");
        await _process.StandardInput.FlushAsync();
        return await _memory.Task;
    }

    /// <summary>Asks it to stop, as Kubernetes does, and waits until it has.</summary>
    public async Task StopAsync()
    {
        if (kill(_process.Id, Terminate) != 0)
            throw new InvalidOperationException("The operator could not be told to stop.");
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private double MemoryOf(string field)
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith(field, StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024 / 1e6;
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;
        if (Started().Match(line) is { Success: true } match)
            _serving.TrySetResult((Number(match, "api"), Number(match, "link")));
        else if (line.StartsWith(StartupHook.Answer, StringComparison.Ordinal))
        {
            var mb = line[StartupHook.Answer.Length..].Split(' ').Select(bytes => long.Parse(bytes, CultureInfo.InvariantCulture) / 1e6).ToArray();
            _memory?.TrySetResult(new(mb[0], mb[1], mb[2], mb[3]));
        }
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Serves the Mesos API on \S+:(?<api>\d+) and agents on port (?<link>\d+)")]
    private static partial Regex Started();

    [LibraryImport("libc")]
    private static partial int kill(int process, int signal);
}
