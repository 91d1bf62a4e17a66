namespace MesosOperator.Http.Tls;

/// <summary>
/// Where a listener's certificate lies, in PEM: its own first, then those that link it to its authority; and its private
/// key, without a password. Both may be the same file.
/// </summary>
public sealed record TlsFiles(string CertificatePath, string KeyPath)
{
    /// <summary>What keeps the files from being used, in words for people; null when nothing does.</summary>
    public string? Problem()
    {
        var (loaded, problem) = LoadedCertificate.Load(this);
        loaded?.Leaf.Dispose();
        return problem;
    }

    /// <summary>A host that the certificate is for; null when it cannot be read or names none.</summary>
    public string? ServerName()
    {
        if (LoadedCertificate.Load(this).Loaded is not { } loaded)
            return null;
        using var leaf = loaded.Leaf;
        return CertificateNames.First(leaf);
    }
}
