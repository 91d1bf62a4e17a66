namespace MesosOperator.EndToEnd.Tests.Support;

/// <summary>A folder of one test, gone when the test ends; not in /tmp, of which each task has its own.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateDirectory($"/var/tmp/mesos-operator-test-{Guid.NewGuid():N}");

    public string Path => _folder.FullName;

    public string this[string name] => System.IO.Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
