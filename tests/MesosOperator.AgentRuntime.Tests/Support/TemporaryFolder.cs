using MesosOperator.AgentRuntime.Disks;

namespace MesosOperator.AgentRuntime.Tests.Support;

/// <summary>A folder of one test, gone when the test ends.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("mesos-agent-test-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => FolderRemoval.Delete(Path);
}
