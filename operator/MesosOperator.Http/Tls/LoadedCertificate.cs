using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MesosOperator.Http.Tls;

/// <summary>A certificate with its key, what links it to its authority, and the text that all of it came from.</summary>
internal sealed record LoadedCertificate(X509Certificate2 Leaf, X509Certificate2Collection Links, string Text)
{
    /// <summary>What is in the files now, or why it cannot be used.</summary>
    public static (LoadedCertificate? Loaded, string? Problem) Load(TlsFiles files)
    {
        var (certificates, problem) = Read(files.CertificatePath);
        if (problem is not null)
            return (null, problem);
        var (key, keyProblem) = Read(files.KeyPath);
        return keyProblem is not null ? (null, keyProblem) : Load(files, certificates, key);
    }

    private static (LoadedCertificate? Loaded, string? Problem) Load(TlsFiles files, string certificates, string key)
    {
        var links = new X509Certificate2Collection();
        try
        {
            links.ImportFromPem(certificates);
        }
        catch (CryptographicException bad)
        {
            return (null, $"'{files.CertificatePath}' holds a certificate that cannot be read: {bad.Message}");
        }

        if (links.Count == 0)
            return (null, $"'{files.CertificatePath}' holds no certificate in PEM");
        links.RemoveAt(0);
        try
        {
            return (new(X509Certificate2.CreateFromPem(certificates, key), links, certificates + key), null);
        }
        catch (Exception bad) when (bad is CryptographicException or ArgumentException)
        {
            return (null, $"'{files.KeyPath}' holds no private key in PEM that belongs to the first certificate in '{files.CertificatePath}'");
        }
    }

    private static (string Text, string? Problem) Read(string path)
    {
        try
        {
            return (File.ReadAllText(path), null);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return ("", $"'{path}' cannot be read: {failure.Message}");
        }
    }
}
