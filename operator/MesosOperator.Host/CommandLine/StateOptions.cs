using System.CommandLine;
using System.CommandLine.Parsing;
using MesosOperator.Embedded.Hosting;

namespace MesosOperator.Host.CommandLine;

/// <summary>The options about the Kubernetes API that a standalone operator serves itself, and where it keeps its state.</summary>
internal sealed class StateOptions
{
    private const int UsualPort = 5443;

    private readonly Option<string> _folder = new("--state-dir")
    {
        Description = "Folder of the operator's state: its custom resources, and the kubeconfig by which kubectl reaches them",
        HelpName = "folder",
        DefaultValueFactory = _ => WorkDirectory.OfThisUser("api"),
    };

    private readonly Option<int> _port = new("--api-port")
    {
        Description = "Port of the Kubernetes API, on loopback only; 0 takes a free one",
        HelpName = "port",
        DefaultValueFactory = _ => UsualPort,
        CustomParser = OptionText.Port,
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_folder);
        command.Add(_port);
    }

    /// <summary>Where the API server keeps its objects and listens.</summary>
    public EmbeddedApiServerOptions Read(ParseResult parsed) => new()
    {
        Folder = Path.GetFullPath(parsed.GetRequiredValue(_folder)),
        Port = parsed.GetValue(_port),
    };

    /// <summary>What is wrong beyond single values.</summary>
    public IEnumerable<string> Problems(ParseResult parsed) => parsed.IsReadable(_folder) && string.IsNullOrWhiteSpace(parsed.GetValue(_folder))
        ? ["--state-dir must name a folder"]
        : [];
}
