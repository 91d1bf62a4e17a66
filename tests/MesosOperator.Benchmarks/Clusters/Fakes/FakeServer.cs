using System.Buffers;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace MesosOperator.Benchmarks.Clusters.Fakes;

/// <summary>
/// Answers for many API servers, each under a path of its own, what an operator asks of a member cluster: a program of its
/// own, so that its memory and its processor time are not the operator's. Every text is made when it is asked for.
/// </summary>
internal sealed class FakeServer
{
    private static readonly TimeSpan SlowAnswer = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Flap = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan BookmarkEvery = TimeSpan.FromSeconds(30);

    private readonly FakeCluster[] _clusters;

    private FakeServer(int clusters, int nodes, int podsOnEach) =>
        _clusters = [.. Enumerable.Range(0, clusters).Select(number => new FakeCluster(number, nodes, podsOnEach))];

    /// <summary>Serves until its standard input ends. The first line says where, the rest up to an empty one which certificate to trust.</summary>
    public static async Task RunAsync(string[] arguments)
    {
        var (clusters, nodes, pods) = (Number(arguments[0]), Number(arguments[1]), Number(arguments[2]));
        using var certificate = MakeCertificate();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseHttps(certificate);
        }));
        await using var application = builder.Build();
        application.Run(new FakeServer(clusters, nodes, pods).AnswerAsync);
        await application.StartAsync();
        Console.WriteLine(application.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Console.WriteLine(certificate.ExportCertificatePem());
        Console.WriteLine();
        while (await Console.In.ReadLineAsync() is not null)
        {
            // What comes in says only that somebody is there.
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>A path is <c>/mood/cluster/…</c>.</summary>
    private async Task AnswerAsync(HttpContext context)
    {
        var parts = context.Request.Path.Value!.Split('/', 4);
        var (mood, cluster, path) = (Enum.Parse<FakeMood>(parts[1]), _clusters[Number(parts[2])], parts[3]);
        if (mood == FakeMood.Slow)
            await Task.Delay(SlowAnswer, TimeProvider.System, context.RequestAborted);
        if (mood == FakeMood.Flapping && IsAway())
        {
            context.Abort();
            return;
        }

        var query = context.Request.Query;
        context.Response.ContentType = "application/json";
        var isOwn = query["labelSelector"].ToString() is { Length: > 0 } labels && !labels.Contains("!=", StringComparison.Ordinal);
        switch (path)
        {
            case "change":
                cluster.Change(Number(query["node"]!), query["cpus"]!, query["unschedulable"] == "true");
                break;
            case "version":
                await context.Response.WriteAsync("""{"major":"1","minor":"20","gitVersion":"v1.20.2","platform":"linux/amd64"}""");
                break;
            case "apis/authorization.k8s.io/v1/selfsubjectaccessreviews":
                context.Response.StatusCode = StatusCodes.Status201Created;
                await context.Response.WriteAsync("""{"kind":"SelfSubjectAccessReview","apiVersion":"authorization.k8s.io/v1","metadata":{},"spec":{},"status":{"allowed":true}}""");
                break;
            case "api/v1/nodes" or "api/v1/pods" or "api/v1/namespaces/mesos-tasks/pods" when query["watch"] == "true":
                await WatchAsync(context, cluster, path == "api/v1/nodes" ? "Node" : "Pod", mood);
                break;
            case "api/v1/nodes":
                await ListAsync(context, "NodeList", cluster.Version, cluster.Nodes, cluster.Node);
                break;
            case "api/v1/pods" or "api/v1/namespaces/mesos-tasks/pods":
                await ListAsync(context, "PodList", cluster.Version, path == "api/v1/pods" && !isOwn ? cluster.Pods : 0, cluster.Pod);
                break;
            case var named when named.StartsWith("api/v1/namespaces/", StringComparison.Ordinal) && named.Count('/') == 3:
                var name = named.Split('/')[3];
                await context.Response.WriteAsync("""{"kind":"Namespace","apiVersion":"v1","metadata":{"name":"NAME","uid":"UID","resourceVersion":"5","creationTimestamp":"2026-11-01T08:00:00Z"},"spec":{"finalizers":["kubernetes"]},"status":{"phase":"Active"}}"""
                    .Replace("NAME", name, StringComparison.Ordinal).Replace("UID", cluster.Uid, StringComparison.Ordinal));
                break;
            case var others when others.StartsWith("api/v1/namespaces/", StringComparison.Ordinal) && context.Request.Method == "GET" && query.ContainsKey("limit"):
                await ListAsync(context, "List", cluster.Version, 0, cluster.Pod);
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                await context.Response.WriteAsync("""{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"there is nothing of that kind","reason":"NotFound","code":404}""");
                break;
        }
    }

    private static bool IsAway() => Environment.TickCount64 / (long)Flap.TotalMilliseconds % 2 == 1;

    /// <summary>The token for the next page is the place of its first object.</summary>
    private static async Task ListAsync(HttpContext context, string kind, long version, int count, Func<int, string> item)
    {
        var query = context.Request.Query;
        var first = query["continue"] is [{ Length: > 0 } token] ? Number(token) : 0;
        var limit = query["limit"] is [{ Length: > 0 } wanted] ? Number(wanted) : count;
        var end = limit == 0 ? count : Math.Min(count, first + limit);
        var more = end < count ? string.Create(CultureInfo.InvariantCulture, $",\"continue\":\"{end}\",\"remainingItemCount\":{count - end}") : "";
        var writer = context.Response.BodyWriter;
        Write(string.Create(CultureInfo.InvariantCulture, $$"""{"kind":"{{kind}}","apiVersion":"v1","metadata":{"resourceVersion":"{{version}}"{{more}}},"items":["""));
        for (var index = first; index < end; index++)
        {
            if (index > first)
                Write(",");
            Write(item(index));
            if (writer.UnflushedBytes > ushort.MaxValue)
                await writer.FlushAsync(context.RequestAborted);
        }

        Write("]}\n");
        await writer.FlushAsync(context.RequestAborted);

        void Write(string text) => Encoding.UTF8.GetBytes(text, writer);
    }

    private static async Task WatchAsync(HttpContext context, FakeCluster cluster, string kind, FakeMood mood)
    {
        var lines = cluster.Watch();
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        try
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                using var quiet = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
                quiet.CancelAfter(mood == FakeMood.Flapping ? Flap / 10 : BookmarkEvery);
                try
                {
                    var line = await lines.Reader.ReadAsync(quiet.Token);
                    if (kind == "Node")
                        context.Response.BodyWriter.Write(line);
                }
                catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
                {
                    if (mood == FakeMood.Flapping && IsAway())
                        context.Abort();
                    var version = cluster.Version.ToString(CultureInfo.InvariantCulture);
                    Encoding.UTF8.GetBytes(
                        "{\"type\":\"BOOKMARK\",\"object\":{\"kind\":\"" + kind + "\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"" + version + "\"}}}\n",
                        context.Response.BodyWriter);
                }

                await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // Who watched has gone.
        }
        finally
        {
            cluster.End(lines);
        }
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=fake-clusters", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
