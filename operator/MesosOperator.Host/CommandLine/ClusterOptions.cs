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
    private readonly ApiServerOptions _server = new();

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

    private readonly Option<string[]> _programs = new("--cluster-credential-programs")
    {
        Description = "Programs that kubeconfigs of member clusters may have run for credentials, with the operator's rights [default: none]",
        HelpName = "program",
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        _server.AddTo(command);
        foreach (var option in new Option[] { _masterUrl, _open, _anonymous, _secret, _programs })
            command.Add(option);
    }

    /// <summary>What is wrong beyond single values.</summary>
    public IEnumerable<string> Problems(ParseResult parsed)
    {
        if (parsed.GetValue(_open) && parsed.GetValue(_anonymous))
            yield return "--open-access serves everybody already: leave out --allow-anonymous";
        foreach (var problem in _server.Problems(parsed))
            yield return problem;
    }

    /// <summary>The API server and this process.</summary>
    public KubernetesOptions Read(ParseResult parsed, HttpOptions http)
    {
        var address = http.Port == 0 ? "" : $"{http.Hostname}:{http.Port}";
        return _server.Read(parsed) with
        {
            Pod = ApiServerOptions.NonEmpty("POD_NAME"),
            PodNamespace = ApiServerOptions.NonEmpty("POD_NAMESPACE"),
            Identity = $"{ApiServerOptions.NonEmpty("POD_NAME") ?? Environment.MachineName}_{Guid.NewGuid():D}",
            Address = address,
            CredentialPrograms = [.. parsed.GetValue(_programs) ?? []],
            MasterUrl = parsed.GetValue(_masterUrl) ?? $"{(http.Tls is null ? "http" : "https")}://{address}",
        };
    }

    /// <summary>How callers are known; null when nobody is asked.</summary>
    public KubernetesAccessOptions? Access(ParseResult parsed) => parsed.GetValue(_open) ? null : new()
    {
        Namespace = _server.Read(parsed).Namespace,
        CredentialsSecret = parsed.GetRequiredValue(_secret),
        Anonymous = parsed.GetValue(_anonymous) ? AnonymousAccess.Allowed : AnonymousAccess.Refused,
    };
}
