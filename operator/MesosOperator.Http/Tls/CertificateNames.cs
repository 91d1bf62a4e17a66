using System.Security.Cryptography.X509Certificates;

namespace MesosOperator.Http.Tls;

/// <summary>Whom a certificate is for.</summary>
internal static class CertificateNames
{
    /// <summary>The first of its hosts or addresses, and for a pattern one that fits; its common name when it has none.</summary>
    public static string? First(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(extension => extension.EnumerateDnsNames().Concat(extension.EnumerateIPAddresses().Select(address => address.ToString())))
            .Append(certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false));
        return names.FirstOrDefault(name => name.Length > 0)?.Replace("*", "any", StringComparison.Ordinal);
    }
}
