using System.Security.Cryptography;
using k8s;
using k8s.Exceptions;
using k8s.KubeConfigModels;
using MesosOperator.Crds.Clusters;
using MesosOperator.Kubernetes.Api;
using YamlDotNet.Core;

namespace MesosOperator.Kubernetes.Members.Connections;

/// <summary>
/// A kubeconfig that somebody gave the operator. It may name no file of the operator, and a program only where that is
/// allowed.
/// </summary>
internal sealed class Kubeconfig
{
    private readonly K8SConfiguration _config;
    private readonly string _context;
    private readonly KubeconfigExtras _extras;
    private readonly bool _hasPlugin;

    private Kubeconfig(K8SConfiguration config, string context, KubeconfigExtras extras, ExternalExecution? plugin) =>
        (_config, _context, _extras, _hasPlugin) = (config, context, extras, plugin is not null);

    /// <summary>What it says, or why that makes no sense.</summary>
    public static (Kubeconfig? Read, string? Problem) Read(byte[] text, ClusterKubeconfig wanted, PluginPolicy plugins)
    {
        try
        {
            using var stream = new MemoryStream(text);
            if (KubernetesClientConfiguration.LoadKubeConfig(stream) is not { } config)
                return (null, "It is empty");
            var context = wanted.Context ?? config.CurrentContext;
            if (config.Contexts?.FirstOrDefault(candidate => candidate.Name == context) is not { ContextDetails: { } details })
                return (null, string.IsNullOrEmpty(context) ? "It has no current context" : $"It has no context '{context}'");
            var extras = KubeconfigExtras.Read(text, details.Cluster, details.User);
            var (user, problem) = UserOf(config, details, extras);
            if (problem is not null)
                return (null, problem);
            if (user!.ExternalExecution is { } plugin && plugins.ProblemOf(plugin.Command, wanted) is { } refused)
                return (null, refused);
            return (new(config, context!, extras, user.ExternalExecution), null);
        }
        catch (Exception unreadable) when (unreadable is KubeConfigException or YamlException or FormatException or ArgumentException or InvalidCastException)
        {
            return (null, unreadable.Message);
        }
    }

    /// <summary>Opens a connection as it says; a program that makes credentials is waited for. Fails with <see cref="MemberProblemException"/>.</summary>
    public async Task<MemberConnection> OpenAsync(MemberDialer dial, IApiTraffic traffic, CancellationToken stop)
    {
        var configuration = _hasPlugin ? await RunPluginAsync(stop) : Build();
        var credentials = MemberCredentials.Of(configuration) with { Proxy = _extras.Proxy, IsUnverified = configuration.SkipTlsVerify };
        try
        {
            return dial(configuration, credentials, traffic);
        }
        catch (Exception unusable) when (unusable is KubeConfigException or CryptographicException or FormatException or ArgumentException)
        {
            throw new MemberProblemException(new(MemberFailure.KubeconfigInvalid, $"The kubeconfig cannot be used: {unusable.Message}"));
        }
    }

    private KubernetesClientConfiguration Build()
    {
        try
        {
            return KubernetesClientConfiguration.BuildConfigFromConfigObject(_config, _context);
        }
        catch (Exception unusable) when (unusable is KubeConfigException or CryptographicException or FormatException or ArgumentException)
        {
            throw new MemberProblemException(new(MemberFailure.KubeconfigInvalid, $"The kubeconfig cannot be used: {unusable.Message}"));
        }
    }

    /// <summary>The library waits for the program on the thread that asks, until it kills it.</summary>
    private async Task<KubernetesClientConfiguration> RunPluginAsync(CancellationToken stop)
    {
        KubernetesClientConfiguration.ExecTimeout = PluginPolicy.EndsWithin;
        try
        {
            return await RunPluginAsideAsync().WaitAsync(stop);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            throw new MemberProblemException(new(MemberFailure.PluginFailed, $"The program that makes credentials made none: {failed.Message}"));
        }
    }

    private async Task<KubernetesClientConfiguration> RunPluginAsideAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        return KubernetesClientConfiguration.BuildConfigFromConfigObject(_config, _context);
    }

    private static (UserCredentials? User, string? Problem) UserOf(K8SConfiguration config, ContextDetails context, KubeconfigExtras extras)
    {
        if (config.Clusters?.FirstOrDefault(candidate => candidate.Name == context.Cluster)?.ClusterEndpoint is not { } cluster)
            return (null, $"It has no cluster '{context.Cluster}'");
        if (!Uri.TryCreate(cluster.Server, UriKind.Absolute, out var server) || server.Scheme is not ("https" or "http"))
            return (null, $"'{cluster.Server}' is no address of an API server");
        if (config.Users?.FirstOrDefault(candidate => candidate.Name == context.User)?.UserCredentials is not { } user)
            return (null, $"It has no user '{context.User}'");
        var files = new[] { cluster.CertificateAuthority, user.ClientCertificate, user.ClientKey, extras.TokenFile };
        if (files.FirstOrDefault(path => !string.IsNullOrEmpty(path)) is { } file)
            return (null, $"It names the file '{file}', which is not the operator's to read; put its content into the kubeconfig");
        return (user, extras.Problem ?? ProblemOf(user));
    }

    private static string? ProblemOf(UserCredentials user)
    {
        if (user.AuthProvider is not null)
            return "It uses an auth-provider, which Kubernetes has given up; use a token, a client certificate or an exec plugin";
        if (!string.IsNullOrEmpty(user.UserName) || !string.IsNullOrEmpty(user.Password))
            return "It has a user name and a password, which API servers do not take any more; use a token, a client certificate or an exec plugin";
        if (!string.IsNullOrEmpty(user.Impersonate))
            return $"It acts as '{user.Impersonate}', which the operator does not; use credentials of that user";
        if (string.IsNullOrEmpty(user.ClientCertificateData) != string.IsNullOrEmpty(user.ClientKeyData))
            return "It has a client certificate without its key, or a key without its certificate";
        return string.IsNullOrEmpty(user.Token) && string.IsNullOrEmpty(user.ClientCertificateData) && user.ExternalExecution is null
            ? "Its user has no credentials: neither token nor client certificate nor exec plugin"
            : null;
    }
}
