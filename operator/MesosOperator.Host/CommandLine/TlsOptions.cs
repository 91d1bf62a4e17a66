using System.CommandLine;
using MesosOperator.Http.Tls;

namespace MesosOperator.Host.CommandLine;

/// <summary>The options about the certificates of listeners.</summary>
internal sealed class TlsOptions
{
    private readonly Option<string?> _certificate = FileOption(
        "--tls-certificate", "Certificate in PEM, with those that link it to its authority, for the Mesos API and the agent link; read again when it changes");

    private readonly Option<string?> _key = FileOption("--tls-key", "Private key in PEM of --tls-certificate");

    private readonly Option<string?> _linkCertificate = FileOption("--agent-link-tls-certificate", "Certificate for the agent link, where it is another");

    private readonly Option<string?> _linkKey = FileOption("--agent-link-tls-key", "Private key of --agent-link-tls-certificate");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new[] { _certificate, _key, _linkCertificate, _linkKey })
            command.Add(option);
    }

    /// <summary>What is wrong beyond single values. Reads the files.</summary>
    public IEnumerable<string> Problems(ParseResult parsed) =>
        Problems(parsed, _certificate, _key).Concat(Problems(parsed, _linkCertificate, _linkKey));

    /// <summary>The files for the Mesos API, or null for no TLS.</summary>
    public TlsFiles? Read(ParseResult parsed) => Files(parsed, _certificate, _key);

    /// <summary>The files for the agent link, or null for no TLS.</summary>
    public TlsFiles? ReadAgentLink(ParseResult parsed) => Files(parsed, _linkCertificate, _linkKey) ?? Read(parsed);

    private static IEnumerable<string> Problems(ParseResult parsed, Option<string?> certificate, Option<string?> key)
    {
        if (parsed.GetValue(certificate) is null != parsed.GetValue(key) is null)
            yield return $"{certificate.Name} and {key.Name} are given together or not at all";
        else if (Files(parsed, certificate, key)?.Problem() is { } problem)
            yield return $"{certificate.Name}: {problem}";
    }

    private static TlsFiles? Files(ParseResult parsed, Option<string?> certificate, Option<string?> key) =>
        parsed.GetValue(certificate) is { } certificatePath && parsed.GetValue(key) is { } keyPath
            ? new(Path.GetFullPath(certificatePath), Path.GetFullPath(keyPath))
            : null;

    private static Option<string?> FileOption(string name, string description) => new(name) { Description = description, HelpName = "file" };
}
