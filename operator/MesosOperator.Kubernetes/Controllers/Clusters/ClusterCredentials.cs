using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using k8s;
using k8s.Models;
using MesosOperator.Crds.Clusters;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Members.Connections;
using MesosOperator.Kubernetes.Permissions;

namespace MesosOperator.Kubernetes.Controllers.Clusters;

/// <summary>How to reach the cluster of an object: with the kubeconfig of a Secret, or as the operator reaches its own.</summary>
internal sealed class ClusterCredentials(ResourceClient<V1Secret> secrets, HomeCluster home, PluginPolicy plugins, MemberDialer dial)
{
    /// <summary>What it asks of the API server. Secrets of other namespaces it may read where somebody lets it.</summary>
    public static readonly ImmutableArray<Permission> Permissions = [Permission.InOwnNamespace("", "secrets", "get")];

    /// <summary>How to connect, or why there is no way.</summary>
    public async Task<(MemberAccess? Access, MemberProblem? Problem)> FindAsync(V1Alpha1Cluster cluster, CancellationToken stop)
    {
        if (cluster.Spec.Kubeconfig is not { } wanted)
            return (home.Access, null);
        var (text, problem) = await ReadAsync(wanted, stop);
        if (text is null)
            return (null, problem);
        var (kubeconfig, invalid) = Kubeconfig.Read(text, wanted, plugins);
        return kubeconfig is null
            ? (null, new(MemberFailure.KubeconfigInvalid, $"The kubeconfig in Secret {wanted.SecretNamespace}/{wanted.SecretName} cannot be used: {invalid}"))
            : (new(FingerprintOf(wanted, text), (traffic, stopping) => kubeconfig.OpenAsync(dial, traffic, stopping)), null);
    }

    private async Task<(byte[]? Text, MemberProblem? Problem)> ReadAsync(ClusterKubeconfig wanted, CancellationToken stop)
    {
        var name = $"{wanted.SecretNamespace}/{wanted.SecretName}";
        try
        {
            var secret = await secrets.FindAsync(new(wanted.SecretNamespace, wanted.SecretName), stop);
            return secret is null ? (null, new(MemberFailure.SecretMissing, $"There is no Secret {name}"))
                : secret.Data?.TryGetValue(wanted.SecretKey, out var text) == true ? (text, null)
                : (null, new(MemberFailure.SecretMissing, $"Secret {name} has no key '{wanted.SecretKey}'"));
        }
        catch (ApiServerException problem) when (problem.Failure == ApiFailure.Denied)
        {
            return (null, new(MemberFailure.SecretMissing, $"The operator may not read Secret {name}: {problem.Message}"));
        }
    }

    private static string FingerprintOf(ClusterKubeconfig wanted, byte[] kubeconfig) =>
        Convert.ToHexString(SHA256.HashData([.. Encoding.UTF8.GetBytes($"{wanted.Context} {wanted.AllowExecPlugin}"), 0, .. kubeconfig]));
}
