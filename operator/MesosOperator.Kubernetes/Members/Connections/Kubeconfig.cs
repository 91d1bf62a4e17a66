using System.Text;
using k8s;
using k8s.Exceptions;
using k8s.KubeConfigModels;
using MesosOperator.Crds.Clusters;
using YamlDotNet.Core;

namespace MesosOperator.Kubernetes.Members.Connections;

/// <summary>Reads a kubeconfig that somebody gave the operator. It may name no file of the operator, and a program only where that is allowed.</summary>
internal static class Kubeconfig
{
    /// <summary>How to connect, or why that makes no sense.</summary>
    public static (KubernetesClientConfiguration? Configuration, string? Problem) Read(byte[] text, ClusterKubeconfig wanted)
    {
        try
        {
            using var stream = new MemoryStream(text);
            var config = KubernetesClientConfiguration.LoadKubeConfig(stream);
            var context = wanted.Context ?? config.CurrentContext;
            if (config.Contexts?.FirstOrDefault(candidate => candidate.Name == context) is not { ContextDetails: { } details })
                return (null, context is null ? "It has no current context" : $"It has no context '{context}'");
            if (ProblemOf(config, details, wanted) is { } problem)
                return (null, problem);
            return (KubernetesClientConfiguration.BuildConfigFromConfigObject(config, context), null);
        }
        catch (Exception unreadable) when (unreadable is KubeConfigException or YamlException or FormatException or ArgumentException or DecoderFallbackException)
        {
            return (null, unreadable.Message);
        }
    }

    private static string? ProblemOf(K8SConfiguration config, ContextDetails context, ClusterKubeconfig wanted)
    {
        if (config.Clusters?.FirstOrDefault(candidate => candidate.Name == context.Cluster)?.ClusterEndpoint is not { } cluster)
            return $"It has no cluster '{context.Cluster}'";
        if (!Uri.TryCreate(cluster.Server, UriKind.Absolute, out var server) || server.Scheme is not ("https" or "http"))
            return $"'{cluster.Server}' is no address of an API server";
        var user = config.Users?.FirstOrDefault(candidate => candidate.Name == context.User)?.UserCredentials;
        if (user is null)
            return $"It has no user '{context.User}'";
        if (user.AuthProvider is not null)
            return "It uses an auth-provider, which Kubernetes has given up; use a token, a client certificate or an exec plugin";
        if (user.ExternalExecution is { } plugin && !wanted.AllowExecPlugin)
            return $"It runs the program '{plugin.Command}' for credentials, which spec.kubeconfig.allowExecPlugin does not allow";
        var file = new[] { cluster.CertificateAuthority, user.ClientCertificate, user.ClientKey }.FirstOrDefault(path => !string.IsNullOrEmpty(path));
        return file is null ? null : $"It names the file '{file}', which is not the operator's to read; put its content into the kubeconfig";
    }
}
