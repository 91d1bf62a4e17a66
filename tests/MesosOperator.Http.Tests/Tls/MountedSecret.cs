using MesosOperator.Http.Tls;

namespace MesosOperator.Http.Tests.Tls;

/// <summary>Files as a mounted Secret has them: links through one link that is set anew when the Secret changes.</summary>
internal sealed class MountedSecret : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mesos-tls-test-");
    private int _version;

    public MountedSecret((string Certificate, string Key) content)
    {
        Set(content);
        File.CreateSymbolicLink(Files.CertificatePath, Path.Combine("..data", "tls.crt"));
        File.CreateSymbolicLink(Files.KeyPath, Path.Combine("..data", "tls.key"));
    }

    public TlsFiles Files => new(InFolder("tls.crt"), InFolder("tls.key"));

    public string InFolder(string name) => Path.Combine(_folder.FullName, name);

    public void Set((string Certificate, string Key) content)
    {
        var version = Directory.CreateDirectory(InFolder($"..version-{++_version}"));
        File.WriteAllText(Path.Combine(version.FullName, "tls.crt"), content.Certificate);
        File.WriteAllText(Path.Combine(version.FullName, "tls.key"), content.Key);
        if (_version > 1)
            Directory.Delete(InFolder("..data"));
        Directory.CreateSymbolicLink(InFolder("..data"), version.Name);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
