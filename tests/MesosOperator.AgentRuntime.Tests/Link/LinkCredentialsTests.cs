using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MesosOperator.AgentRuntime.Link;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Core.Primitives;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Certificates;
using MesosOperator.Protocol.Mesos.V1;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace MesosOperator.AgentRuntime.Tests.Link;

/// <summary>What an agent does with its certificate: keeps it, and asks for another in time.</summary>
public sealed class LinkCredentialsTests : IDisposable
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(30);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly TemporaryFolder _folder = new();
    private readonly ECDsa _authority = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly SentMessages _session = new();

    [Fact]
    public void Is_kept_for_its_owner_alone_and_found_again()
    {
        var credentials = Credentials();
        using var key = new KeyRequest();
        Assert.Null(credentials.Take(Certify(key.Request), key));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder["certificate.pem"]));
        var again = Credentials().Current!;
        Assert.True(again.Certificate.HasPrivateKey);
        Assert.Equal((credentials.Current!.Text, Life), (again.Text, again.End - again.Start));
    }

    [Fact]
    public void Of_another_key_is_not_taken()
    {
        var credentials = Credentials();
        using var key = new KeyRequest();
        using var other = new KeyRequest();

        Assert.NotNull(credentials.Take(Certify(other.Request), key));

        Assert.Null(credentials.Current);
        Assert.False(File.Exists(_folder["certificate.pem"]));
    }

    [Fact]
    public void That_is_damaged_counts_as_none()
    {
        File.WriteAllText(_folder["certificate.pem"], "nonsense");

        Assert.Null(Credentials().Current);
    }

    [Fact]
    public void Is_renewed_when_two_thirds_of_its_life_are_over()
    {
        var credentials = Joined();
        using var renewal = credentials.RenewOn(_session);

        _time.Advance(Life * 0.56);
        Assert.Empty(_session.Sent);
        _time.Advance(Life * 0.12);
        var request = _session.Sent[0].RenewCertificate.CertificateRequest.ToByteArray();
        renewal.Hear(Certify(request));

        Assert.Equal(_time.GetUtcNow() + Life, credentials.Current!.End);
        Assert.Equal(credentials.Current.Text, Credentials().Current!.Text);
        _time.Advance(Life * 0.5);
        Assert.Single(_session.Sent.DistinctBy(message => message.RenewCertificate.CertificateRequest));
    }

    [Fact]
    public void Is_asked_for_again_and_again_for_the_same_key_until_it_comes()
    {
        var credentials = Joined();
        using var renewal = credentials.RenewOn(_session);

        for (var hour = 0; hour < 24 * 30; hour++)
            _time.Advance(TimeSpan.FromHours(1));

        Assert.InRange(_session.Sent.Count, 24 * 9, 24 * 14); // each hour of the last third or a little more
        renewal.Hear(Certify(_session.Sent[^1].RenewCertificate.CertificateRequest.ToByteArray()));
        Assert.Single(_session.Sent.DistinctBy(message => KeyIn(message.RenewCertificate.CertificateRequest.ToByteArray())));
        Assert.Equal(_time.GetUtcNow() + Life, credentials.Current!.End);
    }

    [Fact]
    public void That_nobody_asked_for_or_that_makes_no_sense_leaves_the_one_before()
    {
        var credentials = Joined();
        var before = credentials.Current!.Text;
        using var renewal = credentials.RenewOn(_session);
        using var key = new KeyRequest();

        renewal.Hear(Certify(key.Request));
        _time.Advance(Life * 0.7);
        renewal.Hear(Certify(key.Request));
        renewal.Hear(new Admitted { Certificate = "nonsense", Authorities = "" });

        Assert.Equal(before, credentials.Current!.Text);
    }

    [Fact]
    public void Agents_that_joined_together_do_not_renew_together()
    {
        var certificate = Joined().Current!;

        var ages = Enumerable.Range(0, 11).Select(chance => CertificateRenewal.AgeOf(certificate, chance / 10.0)).ToArray();

        Assert.Equal(11, ages.Distinct().Count());
        Assert.All(ages, age => Assert.InRange(age / Life, 0.56, 0.67));
    }

    public void Dispose()
    {
        _folder.Dispose();
        _authority.Dispose();
    }

    private static string KeyIn(byte[] wish) =>
        Convert.ToHexString(CertificateRequest.LoadSigningRequest(wish, HashAlgorithmName.SHA256).PublicKey.ExportSubjectPublicKeyInfo());

    private LinkCredentials Credentials() => new(
        new CertificateFile(_folder["certificate.pem"]), null, new AgentInfo { Hostname = "host" }, _time, NullLogger.Instance, new Prng(7));

    private LinkCredentials Joined()
    {
        var credentials = Credentials();
        using var key = new KeyRequest();
        Assert.Null(credentials.Take(Certify(key.Request), key));
        return credentials;
    }

    private Admitted Certify(byte[] wish)
    {
        var (now, name) = (_time.GetUtcNow(), new X500DistinguishedName("CN=authority"));
        var asked = CertificateRequest.LoadSigningRequest(wish, HashAlgorithmName.SHA256);
        var request = new CertificateRequest(new X500DistinguishedName("CN=agent"), asked.PublicKey, HashAlgorithmName.SHA256);
        using var certificate = request.Create(name, X509SignatureGenerator.CreateForECDsa(_authority), now - LinkNames.Backdating, now + Life, [1]);
        return new Admitted { Certificate = certificate.ExportCertificatePem(), Authorities = "" };
    }

    private sealed class SentMessages : ILinkSession
    {
        public List<AgentMessage> Sent { get; } = [];

        public bool TrySend(AgentMessage message)
        {
            Sent.Add(message);
            return true;
        }

        public void Close(string reason)
        {
        }

        public void Complete()
        {
        }
    }
}
