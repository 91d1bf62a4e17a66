using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using MesosOperator.AgentRuntime.Link;
using MesosOperator.Host.Sample;
using MesosOperator.Host.Serving;

namespace MesosOperator.Host.Standalone;

/// <summary>The sample framework of the same process: it gets a secret that nobody else knows, and trusts the operator's certificate.</summary>
internal static class OwnFramework
{
    private const string Principal = "mesos-operator-sample";

    private static readonly byte[] Secret = Encoding.ASCII.GetBytes(Convert.ToHexString(RandomNumberGenerator.GetBytes(32)));

    /// <summary>The options with a principal for the sample, where there is one and it needs to be known.</summary>
    public static StandaloneOptions WithCredential(StandaloneOptions options) =>
        options.SampleTasks == 0 || options.Credentials is not { } known ? options : options with { Credentials = known.With(Principal, Secret) };

    /// <summary>How it reaches the operator.</summary>
    public static MasterAccess Access(StandaloneOptions options, int port)
    {
        var tls = options.Serving.Http.Tls;
        var address = new Uri($"{(tls is null ? "http" : "https")}://{Reachable.From(options.Serving.Http.BindAddress, port)}");
        var shown = options.Credentials is null
            ? null
            : new AuthenticationHeaderValue("Basic", Convert.ToBase64String([.. Encoding.ASCII.GetBytes(Principal + ":"), .. Secret]));
        return new(address, new OperatorTrust(address, tls?.CertificatePath, tls?.ServerName()), shown);
    }
}
