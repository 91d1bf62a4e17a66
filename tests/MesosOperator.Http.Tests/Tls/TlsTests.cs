using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MesosOperator.Http.Tests.Support;
using MesosOperator.Http.Tls;
using MesosOperator.TestKit;

namespace MesosOperator.Http.Tests.Tls;

/// <summary>Both listeners with certificates, over real connections.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly List<MountedSecret> _secrets = [];

    [Fact]
    public async Task The_API_is_served_with_the_certificate_of_its_files()
    {
        var secret = Mount(_authority.Issue("127.0.0.1"));
        await using var target = await StartAsync(secret.Files, null);
        using var client = Client(_authority.Pem);

        Assert.Equal("{", (await client.GetStringAsync(new Uri($"https://127.0.0.1:{target.Port}/state"), Stop))[..1]);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri($"http://127.0.0.1:{target.Port}/state"), Stop));
        await Assert.ThrowsAsync<AuthenticationException>(() => GreetAsync(target.Port, "localhost", SslProtocols.None, SslApplicationProtocol.Http11));
    }

    [Fact]
    public async Task Each_listener_may_have_a_certificate_of_its_own_or_none()
    {
        var (api, link) = (Mount(_authority.Issue("127.0.0.1", "api")), Mount(_authority.Issue("127.0.0.1", "link")));
        await using var both = await StartAsync(api.Files, link.Files);
        await using var one = await StartAsync(null, link.Files);

        Assert.Equal("api", await NameOnAsync(both.Port, SslApplicationProtocol.Http11));
        Assert.Equal("link", await NameOnAsync(both.AgentLinkPort, SslApplicationProtocol.Http2));
        Assert.Equal("link", await NameOnAsync(one.AgentLinkPort, SslApplicationProtocol.Http2));
        Assert.Equal(200, (await Answer.OfAsync(one, Request.Get("/state"))).Status);
    }

    [Fact]
    public async Task Each_listener_speaks_its_own_version_of_HTTP()
    {
        var secret = Mount(_authority.Issue("127.0.0.1"));
        await using var target = await StartAsync(secret.Files, secret.Files);

        await Assert.ThrowsAsync<AuthenticationException>(() => GreetAsync(target.Port, "127.0.0.1", SslProtocols.None, SslApplicationProtocol.Http2));
        await Assert.ThrowsAsync<AuthenticationException>(() => GreetAsync(target.AgentLinkPort, "127.0.0.1", SslProtocols.None, SslApplicationProtocol.Http11));
    }

    [Theory]
    [InlineData(SslProtocols.Tls12, true)]
    [InlineData(SslProtocols.Tls13, true)]
#pragma warning disable SYSLIB0039 // What must be refused.
    [InlineData(SslProtocols.Tls11, false)]
#pragma warning restore SYSLIB0039
    public async Task Old_versions_of_TLS_are_refused(SslProtocols version, bool isServed)
    {
        var secret = Mount(_authority.Issue("127.0.0.1"));
        await using var target = await StartAsync(secret.Files, null);

        var greeting = Record.ExceptionAsync(() => GreetAsync(target.Port, "127.0.0.1", version, SslApplicationProtocol.Http11));

        Assert.Equal(isServed, await greeting is null);
    }

    [Fact]
    public async Task A_Secret_that_is_mounted_anew_is_used_without_a_restart_and_streams_go_on()
    {
        var secret = Mount(_authority.Issue("127.0.0.1", "first"));
        await using var target = await StartAsync(secret.Files, null);
        using var client = Client(_authority.Pem);
        await client.GetStringAsync(new Uri($"https://127.0.0.1:{target.Port}/health"), Stop);

        secret.Set(_authority.Issue("127.0.0.1", "second"));
        Assert.Equal("first", await NameOnAsync(target.Port, SslApplicationProtocol.Http11));
        target.Time.Advance(ServerCertificate.Interval);
        Assert.Equal("second", await NameOnAsync(target.Port, SslApplicationProtocol.Http11));
        await client.GetStringAsync(new Uri($"https://127.0.0.1:{target.Port}/health"), Stop);
    }

    [Fact]
    public async Task Files_that_do_not_fit_leave_the_last_certificate_in_use()
    {
        var good = _authority.Issue("127.0.0.1", "first");
        var other = _authority.Issue("127.0.0.1", "second");
        var secret = Mount(good);
        await using var target = await StartAsync(secret.Files, null);

        foreach (var bad in ((string, string)[])[(other.Certificate, good.Key), ("", good.Key), (good.Certificate, "")])
        {
            secret.Set(bad);
            target.Time.Advance(ServerCertificate.Interval);
            Assert.Equal("first", await NameOnAsync(target.Port, SslApplicationProtocol.Http11));
        }

        File.Delete(secret.Files.CertificatePath);
        target.Time.Advance(ServerCertificate.Interval);
        Assert.Equal("first", await NameOnAsync(target.Port, SslApplicationProtocol.Http11));
    }

    [Fact]
    public void What_is_wrong_with_files_is_told_before_anything_starts()
    {
        var (one, other) = (_authority.Issue("a"), _authority.Issue("b"));
        var secret = Mount(one);
        File.WriteAllText(secret.InFolder("other.key"), other.Key);
        File.WriteAllText(secret.InFolder("none"), "");
        File.WriteAllText(secret.InFolder("bad"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        var (certificate, key) = (secret.Files.CertificatePath, secret.Files.KeyPath);

        (string Certificate, string Key)[] pairs =
        [
            (secret.InFolder("missing"), key), (certificate, secret.InFolder("missing")), (secret.InFolder("none"), key),
            (secret.InFolder("bad"), key), (certificate, secret.InFolder("other.key")), (certificate, secret.InFolder("none")),
        ];
        var problems = pairs.Select(pair => new HttpOptions { AgentLinkTls = new(pair.Certificate, pair.Key) }.Problems().Single()).ToArray();

        Assert.Empty(new HttpOptions { Tls = secret.Files, AgentLinkTls = secret.Files }.Problems());
        Assert.StartsWith($"AgentLinkTls: '{secret.InFolder("missing")}' cannot be read", problems[0]);
        Assert.StartsWith($"AgentLinkTls: '{secret.InFolder("missing")}' cannot be read", problems[1]);
        Assert.Equal($"AgentLinkTls: '{secret.InFolder("none")}' holds no certificate in PEM", problems[2]);
        Assert.StartsWith($"AgentLinkTls: '{secret.InFolder("bad")}' holds a certificate that cannot be read", problems[3]);
        Assert.All(problems[4..], problem => Assert.Contains("holds no private key in PEM that belongs to", problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("operator.example", "operator.example")]
    [InlineData("*.example", "any.example")]
    [InlineData("10.0.0.1", "10.0.0.1")]
    public void A_certificate_says_a_host_that_it_is_for(string name, string host) => Assert.Equal(host, Mount(_authority.Issue(name)).Files.ServerName());

    public void Dispose()
    {
        _secrets.ForEach(secret => secret.Dispose());
        _authority.Dispose();
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Task<TestOperator> StartAsync(TlsFiles? api, TlsFiles? link) =>
        TestOperator.StartAsync(new TestSetup { Options = new HttpOptions { Tls = api, AgentLinkTls = link } });

    private MountedSecret Mount((string, string) content)
    {
        var secret = new MountedSecret(content);
        _secrets.Add(secret);
        return secret;
    }

    private static HttpClient Client(string trusted) =>
        new(new SocketsHttpHandler { UseProxy = false, SslOptions = Trusting(trusted, "127.0.0.1", SslProtocols.None, null) });

    private async Task<string> NameOnAsync(int port, SslApplicationProtocol protocol)
    {
        var certificate = await GreetAsync(port, "127.0.0.1", SslProtocols.None, protocol);
        return certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single().EnumerateDnsNames().First();
    }

    private async Task<X509Certificate2> GreetAsync(int port, string host, SslProtocols version, SslApplicationProtocol protocol)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, port, Stop);
        await using var stream = new SslStream(socket.GetStream());
        await stream.AuthenticateAsClientAsync(Trusting(_authority.Pem, host, version, protocol), Stop);
        return X509CertificateLoader.LoadCertificate(stream.RemoteCertificate!.GetRawCertData());
    }

    private static SslClientAuthenticationOptions Trusting(string pem, string host, SslProtocols version, SslApplicationProtocol? protocol)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPem(pem);
        return new()
        {
            TargetHost = host,
            EnabledSslProtocols = version,
            ApplicationProtocols = protocol is { } wanted ? [wanted] : null,
            CertificateChainPolicy = policy,
        };
    }
}
