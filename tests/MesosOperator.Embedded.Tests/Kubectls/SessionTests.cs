using System.Text;
using MesosOperator.Embedded.Tests.Support;
using MesosOperator.TestKit;
using MesosOperator.TestKit.Kubernetes.Servers;

namespace MesosOperator.Embedded.Tests.Kubectls;

/// <summary>
/// Sessions with kubectl: <c>Golden/session.txt</c> holds commands, each with what it is given and what it writes. With
/// SCENARIOS_REWRITE=1 the outputs are written anew.
/// </summary>
public sealed class SessionTests
{
    private const string Session = "tests/MesosOperator.Embedded.Tests/Golden/session.txt";
    private const string Command = "$ kubectl ";
    private const string Input = "< ";

    private static readonly string Samples = Path.Combine(SourceFolder.Root, "samples/resources");

    private static readonly string Definitions = Path.Combine(SourceFolder.Root, "crds");

    [Fact]
    public async Task A_session_goes_as_it_is_written()
    {
        using var home = new TemporaryFolder();
        await using var server = await RunningServer.StartAsync();
        var kubectl = new Kubectl(server.Server.KubeconfigPath, home.Path);
        var played = new StringBuilder();
        var lines = await File.ReadAllLinesAsync(Path.Combine(SourceFolder.Root, Session), TestContext.Current.CancellationToken);
        for (var index = 0; index < lines.Length; index++)
        {
            if (lines[index].StartsWith('#'))
                played.AppendLine(lines[index]);
            if (!lines[index].StartsWith(Command, StringComparison.Ordinal))
                continue;
            var input = lines[(index + 1)..].TakeWhile(line => line.StartsWith(Input, StringComparison.Ordinal)).Select(line => line[Input.Length..]).ToArray();
            played.AppendLine(lines[index]);
            foreach (var line in input)
                played.AppendLine($"{Input}{line}");
            var result = await kubectl.RunWithInputAsync(string.Join('\n', input), Arguments(lines[index][Command.Length..]));
            played.Append(Shown.Of(Unplaced(result.Output))).Append(Shown.Of(Unplaced(result.Errors)));
            played.AppendLine(result.ExitCode == 0 ? "" : $"(ended with {result.ExitCode})\n");
        }
        Assert.Equal(Golden.Expected(Session, played.ToString()), played.ToString());
    }

    /// <summary>Words are separated by blanks; what stands between single quotes is one word. SAMPLES is the folder of samples.</summary>
    private static string[] Arguments(string line) =>
    [
        .. line.Split('\'').SelectMany((part, index) => index % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(word => word.Replace("SAMPLES", Samples).Replace("CRDS", Definitions)),
    ];

    private static string Unplaced(string text) => text.Replace(Samples, "SAMPLES").Replace(Definitions, "CRDS");
}
