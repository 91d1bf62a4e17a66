using MesosOperator.Host.Serving;
using MesosOperator.Kubernetes.Composition;
using MesosOperator.Protocol.Certificates;
using MesosOperator.Runtime.Joining;

namespace MesosOperator.Host.Standalone;

/// <summary>
/// A token for agents of other hosts, and for the one of this process: made anew at each start, in a file of the state
/// folder that only its owner may read. Who has joined does not need it any more.
/// </summary>
internal static class OwnToken
{
    private const string SecretName = "standalone-agent-token";

    /// <summary>Where it lies.</summary>
    public static string PathOf(StandaloneOptions options) => Path.Combine(options.Api.Folder, "agent-token");

    /// <summary>Makes it, once the authority is there by whose hash agents know the operator.</summary>
    /// <exception cref="TokenOfficeException">The API server does not take it.</exception>
    public static async Task MakeAsync(StandaloneOptions options, string kubeconfig, IAuthorityStore authority, CancellationToken stop)
    {
        var known = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        authority.Subscribe(_ => known.TrySetResult());
        await known.Task.WaitAsync(stop);
        var server = new KubernetesOptions
        {
            Kubeconfig = kubeconfig,
            Namespace = StandaloneParts.Namespace,
            Identity = Environment.MachineName,
            MasterUrl = "",
            Seed = Chance.Seed(),
        };
        var wish = new NewToken { SecretName = SecretName, Description = "Made anew at each start of the standalone operator" };
        var made = await TokenOffice.MakeAsync(server, wish, TimeProvider.System, stop);
        Write(PathOf(options), options.Joining.ServerCertificate == OperatorCertificateSource.OwnAuthority ? made : made with { Hashes = [] });
    }

    private static void Write(string path, TokenFile token)
    {
        File.Delete(path);
        var onlyOwner = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            onlyOwner.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(path, onlyOwner);
        writer.Write(token.Text);
    }
}
