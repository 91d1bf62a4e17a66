using System.Diagnostics;

namespace MesosOperator.AgentRuntime.Tests.Containers;

/// <summary>Runs a program of the host to its end.</summary>
internal static class TestProgram
{
    /// <summary>Exit code and all output.</summary>
    public static (int Code, string Output) Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
