using System.Diagnostics;

namespace MesosOperator.TestKit.Kubernetes.Servers;

/// <summary>Where the programs of a Kubernetes cluster lie; <c>make kube</c> puts them there.</summary>
public static class KubePrograms
{
    private const string Locator = "tests/kube/path.sh";

    /// <summary>The paths of programs such as <c>kube-apiserver</c>; fails, saying what to do, when one is missing.</summary>
    public static async Task<string[]> FindAsync(params string[] names)
    {
        var request = new ProcessStartInfo(Path.Combine(SourceFolder.Root, Locator), names)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(request)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : throw new FileNotFoundException($"A test needs a real Kubernetes API server. {(await errors).Trim()}");
    }
}
