using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using k8s.Exceptions;
using MesosOperator.Kubernetes.Composition;
using MesosOperator.Protocol.Text;
using MesosOperator.Runtime.Joining;

namespace MesosOperator.Host.CommandLine;

/// <summary>The command <c>token</c>.</summary>
internal sealed class TokenCommand
{
    private readonly ApiServerOptions _server = new();

    private readonly Option<string> _life = new("--expires-in")
    {
        Description = "How long hosts may join by the token, such as 30mins or 2days; 0s for ever",
        HelpName = "time",
        DefaultValueFactory = _ => "24h",
    };

    private readonly Option<int?> _usages = new("--usages") { Description = "How many hosts may join by it [default: any number]", HelpName = "count" };

    private readonly Option<string?> _attributes = Text("--attributes", "Attributes that hosts must have to join by it, such as 'rack:r1|r2;row:7'");

    private readonly Option<string?> _hostnames = Text("--hostnames", "Patterns of their names, such as 'db-*|cache-?'");

    private readonly Option<string?> _regions = Text("--regions", "Their regions, such as 'eu|us'");

    private readonly Option<string?> _zones = Text("--zones", "Their zones");

    private readonly Option<string?> _description = Text("--description", "What it is for, for people");

    public TokenCommand()
    {
        Command = new Command("token", "Make a token by which hosts join, as a Secret, and print what is to be in the file of --token-file of mesos-agent");
        _server.AddTo(Command);
        foreach (var option in new Option[] { _life, _usages, _attributes, _hostnames, _regions, _zones, _description })
            Command.Add(option);
        Command.SetAction(RunAsync);
    }

    /// <summary>The command, ready to be parsed.</summary>
    public Command Command { get; }

    /// <summary>What is wrong beyond single values.</summary>
    public IEnumerable<string> Problems(ParseResult parsed)
    {
        if (parsed.CommandResult.Command != Command || parsed.Action is HelpAction)
            yield break;
        foreach (var problem in _server.Problems(parsed))
            yield return problem;
        if (DurationText.Read(parsed.GetRequiredValue(_life)) is null)
            yield return $"--expires-in '{parsed.GetValue(_life)}': must be a time, written like 30mins, 24h or 7days";
        if (parsed.IsReadable(_usages) && parsed.GetValue(_usages) is { } usages and < 1)
            yield return $"--usages {usages.ToString(CultureInfo.InvariantCulture)}: must be at least 1";
        if (JoinLimits.Parse(parsed.GetValue(_attributes), parsed.GetValue(_hostnames), parsed.GetValue(_regions), parsed.GetValue(_zones)).Problem is { } limits)
            yield return $"--attributes: {limits}";
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var wish = new NewToken
        {
            Life = DurationText.Read(parsed.GetRequiredValue(_life)) is { Ticks: > 0 } life ? life : null,
            Usages = parsed.GetValue(_usages),
            Attributes = parsed.GetValue(_attributes),
            Hostnames = parsed.GetValue(_hostnames),
            Regions = parsed.GetValue(_regions),
            Zones = parsed.GetValue(_zones),
            Description = parsed.GetValue(_description),
        };
        try
        {
            var made = await TokenOffice.MakeAsync(_server.Read(parsed), wish, TimeProvider.System, stop);
            if (made.Hashes.IsEmpty)
                await Console.Error.WriteLineAsync("mesos-operator token: no operator has made its authority there yet, so the token does not say how to know it: agents need --operator-ca");
            Console.Write(made.Text);
            return ExitCodes.Success;
        }
        catch (Exception problem) when (problem is TokenOfficeException or KubeConfigException or IOException)
        {
            await Console.Error.WriteLineAsync($"mesos-operator token: {problem.Message}");
            return ExitCodes.Unavailable;
        }
    }

    private static Option<string?> Text(string name, string description) => new(name) { Description = description, HelpName = "text" };
}
