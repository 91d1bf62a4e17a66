using System.Diagnostics;

namespace MesosOperator.TestKit.Kubernetes.Servers;

/// <summary>Runs kubectl as a user would, with a kubeconfig and a home of its own.</summary>
public sealed class Kubectl(string kubeconfig, string home)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>Runs <c>kubectl arguments…</c> to its end.</summary>
    public Task<KubectlResult> RunAsync(params string[] arguments) => RunWithInputAsync("", arguments);

    /// <summary>Runs it and returns what it wrote; fails when it does.</summary>
    public async Task<string> SucceedAsync(params string[] arguments)
    {
        var (exitCode, output, errors) = await RunAsync(arguments);
        return exitCode == 0 ? output : throw new InvalidOperationException($"kubectl {string.Join(' ', arguments)}: {errors}");
    }

    /// <summary>Runs it with a text as its standard input, for <c>apply -f -</c>.</summary>
    public async Task<KubectlResult> RunWithInputAsync(string input, params string[] arguments)
    {
        var program = (await KubePrograms.FindAsync("kubectl"))[0];
        var request = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["KUBECONFIG"] = kubeconfig, ["HOME"] = home },
        };
        using var limit = new CancellationTokenSource(Longest, TimeProvider.System);
        using var process = Process.Start(request)!;
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            await process.WaitForExitAsync(limit.Token);
            return new KubectlResult(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"kubectl {string.Join(' ', arguments)} did not end within {Longest}.");
        }
    }
}
