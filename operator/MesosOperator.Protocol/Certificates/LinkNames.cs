using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MesosOperator.Protocol.Certificates;

/// <summary>
/// Whom certificates of the agent link are for: URIs in place of hosts, since agents and operators are reached by
/// addresses that no certificate foresees.
/// </summary>
public static class LinkNames
{
    /// <summary>The operator, in a certificate that its own authority has issued.</summary>
    public const string Operator = "mesos://operator/";

    /// <summary>What the name of an agent begins with; its identity follows, and after a question mark its limits.</summary>
    public const string AgentPrefix = "mesos://agent/";

    /// <summary>
    /// How long before they are issued certificates begin to be good: clocks differ. It does not count as part of their life.
    /// </summary>
    public static readonly TimeSpan Backdating = TimeSpan.FromMinutes(5);

    private const string AlternativeNames = "2.5.29.17";

    private static readonly Asn1Tag UriTag = new(TagClass.ContextSpecific, 6);

    /// <summary>The URIs that a certificate names; none where it cannot be read.</summary>
    public static IReadOnlyList<string> In(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        var uris = new List<string>();
        try
        {
            foreach (var extension in certificate.Extensions.Where(extension => extension.Oid?.Value == AlternativeNames))
                Read(extension.RawData, uris);
        }
        catch (AsnContentException)
        {
            return [];
        }

        return uris;
    }

    /// <summary>By which a key is known in a token: of the public key alone, so that a renewed certificate of it has the same.</summary>
    public static string HashOf(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));
    }

    private static void Read(ReadOnlyMemory<byte> names, List<string> uris)
    {
        var list = new AsnReader(names, AsnEncodingRules.DER).ReadSequence();
        while (list.HasData)
            if (list.PeekTag().HasSameClassAndValue(UriTag))
                uris.Add(list.ReadCharacterString(UniversalTagNumber.IA5String, UriTag));
            else
                list.ReadEncodedValue();
    }
}
