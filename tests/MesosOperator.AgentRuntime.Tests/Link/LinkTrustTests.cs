using System.Security.Cryptography.X509Certificates;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.TestKit;

namespace MesosOperator.AgentRuntime.Tests.Link;

/// <summary>Which operator an agent talks to when the link is protected.</summary>
public sealed class LinkTrustTests : IDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly TestAuthority _other = new();
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("authority", null)]
    [InlineData("itself", null)]
    [InlineData("both", null)]
    [InlineData("authority", "localhost")]
    public async Task Registers_with_an_operator_that_it_may_trust(string trusted, string? name)
    {
        var issued = _authority.Issue(name ?? "127.0.0.1");
        await using var @operator = await StartAsync(issued);
        var file = Write(trusted switch { "authority" => _authority.Pem, "itself" => issued.Certificate, _ => _other.Pem + "\n" + _authority.Pem });

        await using var agent = RunningAgent.Begin(@operator, options => options with { OperatorCa = file, OperatorName = name });

        Assert.NotNull((await (await agent.AcceptAsync()).RegisterAsync()).Register);
    }

    [Fact]
    public async Task A_file_that_changes_is_read_again()
    {
        await using var @operator = await StartAsync(_authority.Issue("127.0.0.1"));
        var file = Write(_other.Pem);
        await using var agent = RunningAgent.Begin(@operator, options => options with { OperatorCa = file });

        Write(_authority.Pem);

        Assert.NotNull((await (await agent.AcceptAsync()).RegisterAsync()).Register);
    }

    /// <summary>Asked of the check itself: that an agent never comes cannot be waited for.</summary>
    [Theory]
    [InlineData("another authority", false)]
    [InlineData("another host", false)]
    [InlineData("what the system trusts", false)]
    [InlineData("out of date", false)]
    [InlineData("out of date, itself", false)]
    [InlineData("all is well", true)]
    public void Trusts_no_other(string what, bool isTrusted)
    {
        var until = new DateTimeOffset(2021, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var issued = what switch
        {
            "another host" => _authority.Issue("elsewhere"),
            "out of date" or "out of date, itself" => _authority.Issue(until, "127.0.0.1"),
            _ => _authority.Issue("127.0.0.1"),
        };
        var file = what == "what the system trusts"
            ? null
            : Write(what switch { "another authority" => _other.Pem, "out of date, itself" => issued.Certificate, _ => _authority.Pem });
        using var certificate = X509Certificate2.CreateFromPem(issued.Certificate);
        using var chain = new X509Chain();
        var check = new AgentRuntime.Link.OperatorTrust(new Uri("https://127.0.0.1:1"), file, name: null).Options().RemoteCertificateValidationCallback!;

        Assert.Equal(isTrusted, check(this, certificate, chain, System.Net.Security.SslPolicyErrors.RemoteCertificateChainErrors));
    }

    [Fact]
    public void Trusts_nobody_without_a_certificate_or_without_its_file()
    {
        using var certificate = X509Certificate2.CreateFromPem(_authority.Issue("127.0.0.1").Certificate);
        var check = new AgentRuntime.Link.OperatorTrust(new Uri("https://127.0.0.1:1"), _folder["gone"], name: null).Options().RemoteCertificateValidationCallback!;

        Assert.False(check(this, null, null, System.Net.Security.SslPolicyErrors.RemoteCertificateNotAvailable));
        Assert.False(check(this, certificate, null, System.Net.Security.SslPolicyErrors.None));
    }

    public void Dispose()
    {
        _authority.Dispose();
        _other.Dispose();
        _folder.Dispose();
    }

    private static Task<TestOperator> StartAsync((string Certificate, string Key) issued) =>
        TestOperator.StartAsync(certificate: X509Certificate2.CreateFromPem(issued.Certificate, issued.Key));

    private string Write(string text)
    {
        File.WriteAllText(_folder["trusted.pem"], text);
        return _folder["trusted.pem"];
    }
}
