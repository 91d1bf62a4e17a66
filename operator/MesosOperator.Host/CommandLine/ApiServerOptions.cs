using System.CommandLine;
using MesosOperator.Host.Serving;
using MesosOperator.Kubernetes.Composition;

namespace MesosOperator.Host.CommandLine;

/// <summary>The options that say which API server, and which namespace there is the operator's.</summary>
internal sealed class ApiServerOptions
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
        Description = "Namespace of the lease, of the operator's Secrets and of frameworks that subscribe without an object [default: the Pod's own, or mesos-operator]",
        HelpName = "name",
        DefaultValueFactory = _ => OwnNamespace(),
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _kubeconfig, _context, _namespace })
            command.Add(option);
    }

    /// <summary>What is wrong beyond single values.</summary>
    public IEnumerable<string> Problems(ParseResult parsed)
    {
        if (parsed.GetValue(_kubeconfig) is { } file && !File.Exists(file))
            yield return $"--kubeconfig '{file}': there is no such file";
    }

    /// <summary>The API server, for who needs nothing else.</summary>
    public KubernetesOptions Read(ParseResult parsed) => new()
    {
        Kubeconfig = parsed.GetValue(_kubeconfig),
        Context = parsed.GetValue(_context),
        Namespace = parsed.GetRequiredValue(_namespace),
        Identity = $"{Environment.MachineName}_{Guid.NewGuid():D}",
        MasterUrl = "",
        Seed = Chance.Seed(),
    };

    private static string OwnNamespace() =>
        NonEmpty("POD_NAMESPACE") is { } name ? name
        : File.Exists(NamespaceOfPod) ? File.ReadAllText(NamespaceOfPod).Trim()
        : UsualNamespace;

    /// <summary>A variable of the environment that says something.</summary>
    public static string? NonEmpty(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
