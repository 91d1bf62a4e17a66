using System.Net;
using System.Net.Http.Headers;
using System.Text;
using MesosOperator.AgentRuntime.Link;
using MesosOperator.EndToEnd.Tests.Support;
using MesosOperator.TestKit;

namespace MesosOperator.EndToEnd.Tests.Programs;

/// <summary>A standalone operator that asks who calls, and proves who it is.</summary>
public sealed class CallerTests : IDisposable
{
    private const int Usage = 64;

    private readonly TestAuthority _authority = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mesos-callers-test-");

    [Fact]
    public async Task Agent_sample_and_callers_come_by_TLS_and_with_credentials()
    {
        var issued = _authority.Issue("operator.example");
        await using var program = ChildProgram.StartOwn(
            "mesos-operator", "standalone", "--port", "0", "--agent-link-port", "0", "--state-dir", InFolder("api"), "--api-port", "0", "--address", "0.0.0.0", "--work-dir", InFolder("work"),
            "--resources", "cpus:1;mem:512", "--sample-tasks", "1", "--tls-certificate", Write("tls.crt", issued.Certificate),
            "--tls-key", Write("tls.key", issued.Key), "--credentials-file", Write("credentials", "spark secret\n"));
        await program.LineAsync("All 1 tasks have ended");
        var api = new Uri((await program.LineAsync("Mesos API")).Split(' ')[^1]);
        var trust = new OperatorTrust(api, Write("ca.crt", _authority.Pem), "operator.example");
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, SslOptions = trust.Options() });

        using var unknown = await client.GetAsync(new Uri(api, "/state"), TestContext.Current.CancellationToken);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("spark:secret")));
        using var known = await client.GetAsync(new Uri(api, "/state"), TestContext.Current.CancellationToken);

        Assert.Equal(("https", HttpStatusCode.Unauthorized, HttpStatusCode.OK), (api.Scheme, unknown.StatusCode, known.StatusCode));
    }

    [Theory]
    [InlineData("--address 0.0.0.0", "--address 0.0.0.0 lets others call")]
    [InlineData("--credentials-file /no/such", "--credentials-file: '/no/such' cannot be read")]
    [InlineData("--credentials-file /dev/null", "--credentials-file: '/dev/null' has no credentials")]
    [InlineData("--tls-key /dev/null", "--tls-certificate and --tls-key are given together or not at all")]
    [InlineData("--tls-certificate /dev/null --tls-key /dev/null", "--tls-certificate: '/dev/null' holds no certificate in PEM")]
    [InlineData("--agent-link-tls-certificate /no/such --agent-link-tls-key /dev/null", "--agent-link-tls-certificate: '/no/such' cannot be read")]
    public async Task What_would_not_be_safe_or_cannot_be_read_is_refused(string arguments, string problem)
    {
        await using var program = ChildProgram.StartOwn("mesos-operator", ["standalone", "--no-agent", "--no-sample", .. arguments.Split(' ')]);

        Assert.Equal(Usage, await program.ExitAsync());

        Assert.Contains(problem, program.Text);
        Assert.Contains("1 problem", program.Text);
    }

    [Fact]
    public async Task Everybody_is_served_on_every_address_when_that_is_said()
    {
        await using var mesos = await OperatorProcess.StartAsync("--no-agent", "--address", "0.0.0.0", "--allow-anonymous");

        Assert.Equal("1.11.0", (await mesos.GetJsonAsync("/state")).GetProperty("version").GetString());
    }

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Delete(recursive: true);
    }

    private string InFolder(string name) => Path.Combine(_folder.FullName, name);

    private string Write(string name, string text)
    {
        File.WriteAllText(InFolder(name), text);
        return InFolder(name);
    }
}
