using System.CommandLine;
using MesosOperator.Host.Serving;
using MesosOperator.Http;
using MesosOperator.Kubernetes.Access;
using MesosOperator.Kubernetes.Composition;
using MesosOperator.Runtime.Access;

namespace MesosOperator.Host.CommandLine;

/// <summary>The options about the cluster that the operator works on, and about who may call it there.</summary>
internal sealed class ClusterOptions
{
    private const string NamespaceOfPod = "/var/run/secrets/kubernetes.io/serviceaccount/namespace";
    private const string UsualNamespace = "mesos-operator";

    private readonly Option<string?> _kubeconfig = new("--kubeconfig")
    {
        Description = "File that says where the API server is [default: $KUBECONFIG, or in a Pod its service account]",
        HelpName = "file",
        DefaultValueFactory = _ => NonEmpty("KUBECONFIG"),
    };

    private readonly Option<string?> _context = new("--context")
    {
        Description = "Context of that file [default: its current one]",
        HelpName = "name",
    };

    private readonly Option<string> _namespace = new("--namespace")
    {
        Description = "Namespace of the lease, of the Secret of credentials and of frameworks that subscribe without an object [default: the Pod's own, or mesos-operator]",
        HelpName = "name",
        DefaultValueFactory = _ => OwnNamespace(),
    };

    private readonly Option<string?> _masterUrl = new("--master-url")
    {
        Description = "Where programs that the operator starts reach the Mesos API [default: the advertised address]",
        HelpName = "url",
    };

    private readonly Option<bool> _open = new("--open-access")
    {
        Description = "Serve every caller of the Mesos API and ask nobody who it is",
    };

    private readonly Option<bool> _anonymous = new("--allow-anonymous")
    {
        Description = "Serve callers that show no credentials, as far as system:anonymous may",
    };

    private readonly Option<string> _secret = new("--credentials-secret")
    {
        Description = "Secret with principals and their secrets, which callers show by HTTP's Basic scheme",
        HelpName = "name",
        DefaultValueFactory = _ => KubernetesAccessOptions.DefaultSecret,
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _kubeconfig, _context, _namespace, _masterUrl, _open, _anonymous, _secret })
            command.Add(option);
    }

    /// <summary>What is wrong beyond single values.</summary>
    public IEnumerable<string> Problems(ParseResult parsed)
    {
        if (parsed.GetValue(_open) && parsed.GetValue(_anonymous))
            yield return "--open-access serves everybody already: leave out --allow-anonymous";
        if (parsed.GetValue(_kubeconfig) is { } file && !File.Exists(file))
            yield return $"--kubeconfig '{file}': there is no such file";
    }

    /// <summary>The API server and this process.</summary>
    public KubernetesOptions Read(ParseResult parsed, HttpOptions http)
    {
        var address = http.Port == 0 ? "" : $"{http.Hostname}:{http.Port}";
        return new()
        {
            Kubeconfig = parsed.GetValue(_kubeconfig),
            Context = parsed.GetValue(_context),
            Namespace = parsed.GetRequiredValue(_namespace),
            Pod = NonEmpty("POD_NAME"),
            PodNamespace = NonEmpty("POD_NAMESPACE"),
            Identity = $"{NonEmpty("POD_NAME") ?? Environment.MachineName}_{Guid.NewGuid():D}",
            Address = address,
            MasterUrl = parsed.GetValue(_masterUrl) ?? $"{(http.Tls is null ? "http" : "https")}://{address}",
            Seed = Chance.Seed(),
        };
    }

    /// <summary>How callers are known; null when nobody is asked.</summary>
    public KubernetesAccessOptions? Access(ParseResult parsed) => parsed.GetValue(_open) ? null : new()
    {
        Namespace = parsed.GetRequiredValue(_namespace),
        CredentialsSecret = parsed.GetRequiredValue(_secret),
        Anonymous = parsed.GetValue(_anonymous) ? AnonymousAccess.Allowed : AnonymousAccess.Refused,
    };

    private static string OwnNamespace() =>
        NonEmpty("POD_NAMESPACE") is { } name ? name
        : File.Exists(NamespaceOfPod) ? File.ReadAllText(NamespaceOfPod).Trim()
        : UsualNamespace;

    private static string? NonEmpty(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
