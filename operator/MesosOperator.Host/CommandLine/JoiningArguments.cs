using System.CommandLine;
using MesosOperator.Host.Serving;
using MesosOperator.Http;
using MesosOperator.Protocol.Text;
using MesosOperator.Runtime.Joining;

namespace MesosOperator.Host.CommandLine;

/// <summary>The options about how agents join.</summary>
internal sealed class JoiningArguments
{
    private static readonly JoiningOptions Defaults = new();

    private readonly Option<AgentAuthentication?> _authentication = new("--agent-authentication")
    {
        Description = "Whether agents have to prove who they are by a certificate, which they get by a token: Required, Optional (an agent without one is taken "
            + "too), or None [default: Required, but None where only this machine can dial]",
    };

    private readonly Option<string?> _life = new("--agent-certificate-life")
    {
        Description = "How long the certificate of an agent is good; it is renewed after two thirds of that. One that is away for longer needs a token again [default: 30days]",
        HelpName = "time",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_authentication);
        command.Add(_life);
    }

    /// <summary>What is wrong beyond single values.</summary>
    public IEnumerable<string> Problems(ParseResult parsed)
    {
        if (parsed.GetValue(_life) is { } text && LifeOf(text) is null)
            yield return $"{_life.Name} '{text}': must be a time from 10s to 365days, written like 12h or 30days";
    }

    /// <summary>How agents join an operator.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="http">Where it listens.</param>
    /// <param name="usual">What is so when nobody says anything.</param>
    public JoiningOptions Read(ParseResult parsed, HttpOptions http, AgentAuthentication usual) => new()
    {
        Authentication = parsed.GetValue(_authentication) ?? usual,
        CertificateLife = (parsed.GetValue(_life) is { } text ? LifeOf(text) : null) ?? Defaults.CertificateLife,
        ServerCertificate = http.AgentLinkTls is null ? OperatorCertificateSource.OwnAuthority : OperatorCertificateSource.Files,
        ServerNames =
        [
            .. Defaults.ServerNames, Environment.MachineName, http.Hostname, http.AdvertisedAddress.ToString(), Reachable.From(http.BindAddress).ToString(),
        ],
    };

    private static TimeSpan? LifeOf(string text) =>
        DurationText.Read(text) is { } life && life >= JoiningOptions.ShortestLife && life <= JoiningOptions.LongestLife ? life : null;
}
