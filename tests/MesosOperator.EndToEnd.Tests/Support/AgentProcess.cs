namespace MesosOperator.EndToEnd.Tests.Support;

/// <summary>A <c>mesos-agent</c> of one test, in a folder of its own.</summary>
internal sealed class AgentProcess : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;

    private AgentProcess(ChildProgram program, DirectoryInfo folder) => (Program, _folder) = (program, folder);

    public ChildProgram Program { get; }

    /// <summary>Also in the environment of each of its tasks.</summary>
    public string WorkDirectory => _folder.FullName;

    public static AgentProcess Start(Uri agentLink, params string[] arguments) => Start([agentLink], arguments);

    /// <summary>One that knows several processes of the operator.</summary>
    public static AgentProcess Start(IEnumerable<Uri> agentLinks, params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("mesos-agent-test-");
        return new AgentProcess(
            ChildProgram.StartOwn("mesos-agent", ["--operator", string.Join(',', agentLinks), "--work-dir", folder.FullName, "--port", "0", .. arguments]), folder);
    }

    public async ValueTask DisposeAsync()
    {
        await Program.DisposeAsync();
        await Eventually.TrueAsync(() => LiveProcesses.OfFolder(WorkDirectory).Length == 0, "the tasks of a killed agent end");
        _folder.Delete(recursive: true);
    }
}
