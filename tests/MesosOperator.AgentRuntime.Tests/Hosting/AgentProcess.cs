using System.Diagnostics;
using MesosOperator.TestKit;

namespace MesosOperator.AgentRuntime.Tests.Hosting;

/// <summary>The program mesos-agent in a process of its own.</summary>
internal sealed class AgentProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly Task<string> _output;

    private AgentProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        _output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    public static AgentProcess Start(params string[] arguments) => new(Process.Start(
        new ProcessStartInfo(TestedAgent.Path, arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!);

    public int Pid => _process.Id;

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Terminate() => Signal("TERM");

    public void Signal(string name)
    {
        using var shell = Process.Start("/bin/sh", ["-c", $"kill -{name} {_process.Id}"]);
        shell.WaitForExit();
    }

    /// <summary>Exit code, standard output, standard error.</summary>
    public async Task<(int Code, string Output, string Errors)> EndAsync()
    {
        await _process.WaitForExitAsync(Support.Patience.Token());
        return (_process.ExitCode, await _output, await _errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
