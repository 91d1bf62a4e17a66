namespace MesosOperator.AgentRuntime.Tests.Support;

/// <summary>A folder of one test that tasks see too, wherever the checkout lies: each of them has a /tmp of its own.</summary>
internal sealed class SharedFolder : IDisposable
{
    public string Path { get; } = Directory.CreateDirectory($"/var/tmp/mesos-agent-test-{Guid.NewGuid():N}").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
