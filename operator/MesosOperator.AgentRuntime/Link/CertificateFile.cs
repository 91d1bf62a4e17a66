using System.Security.Cryptography;

namespace MesosOperator.AgentRuntime.Link;

/// <summary>Where an agent keeps its certificate and key: in its work directory, only for its own user.</summary>
internal sealed class CertificateFile(string path)
{
    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>What is there; null when there is nothing. A problem where it cannot be used.</summary>
    public (AgentCertificate? Certificate, string? Problem) Read()
    {
        try
        {
            return File.Exists(path) ? (AgentCertificate.Parse(File.ReadAllText(path)), null) : (null, null);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return (null, $"{path} cannot be used: {failure.Message}");
        }
    }

    /// <summary>Written, on the disk, and only then in place of what was there.</summary>
    /// <exception cref="IOException">The disk is full, say.</exception>
    public void Write(AgentCertificate certificate)
    {
        var next = path + ".new";
        File.Delete(next);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using (var file = new FileStream(next, options))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(certificate.Text));
            file.Flush(flushToDisk: true);
        }

        File.Move(next, path, overwrite: true);
    }
}
