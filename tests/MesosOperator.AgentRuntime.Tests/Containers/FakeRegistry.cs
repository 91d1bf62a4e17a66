using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MesosOperator.TestKit.Containers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MesosOperator.AgentRuntime.Tests.Containers;

/// <summary>
/// No real registry, but the reading half of one on the loopback, without TLS: images with an index, tokens, ranges. That it
/// speaks the protocol is checked with containerd's own client.
/// </summary>
internal sealed class FakeRegistry : IAsyncDisposable
{
    public const string User = "somebody";
    public const string Password = "secret";
    private const string Token = "let-me-in";
    private const string ManifestType = "application/vnd.oci.image.manifest.v1+json";
    private const string IndexType = "application/vnd.oci.image.index.v1+json";

    private readonly ConcurrentDictionary<string, byte[]> _blobs = new();
    private readonly ConcurrentDictionary<string, (string Type, byte[] Content)> _manifests = new();
    private WebApplication? _server;

    /// <summary>Host and port.</summary>
    public string Host { get; private set; } = "";

    /// <summary>Whether only who has a token may read.</summary>
    public bool IsClosed { get; init; }

    /// <summary>The next blob breaks off half-way.</summary>
    public bool BreaksOff { get; set; }

    /// <summary>Layers are other than their names say.</summary>
    public bool Lies { get; init; }

    /// <summary>The ranges that were asked for.</summary>
    public ConcurrentQueue<string> Ranges { get; } = new();

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.MapGet("/token", GiveToken);
        _server.MapGet("/v2/", context => IsWelcome(context) ? Task.CompletedTask : Task.CompletedTask);
        _server.MapMethods("/v2/{owner}/{name}/manifests/{version}", ["GET", "HEAD"], (HttpContext context, string owner, string name, string version) => GiveManifestAsync(context, $"{owner}/{name}", version));
        _server.MapMethods("/v2/{owner}/{name}/blobs/{digest}", ["GET", "HEAD"], (HttpContext context, string digest) => GiveBlobAsync(context, digest));
        await _server.StartAsync(TestContext.Current.CancellationToken);
        Host = new Uri(_server.Urls.Single()).Authority;
    }

    /// <summary>Puts an image in it, in an index beside one for a machine that there is not.</summary>
    public void Add(string repository, string tag, TestImage image)
    {
        var layer = image.Layer();
        var config = image.Config(layer);
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(layer);
        var manifest = Text(new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = ManifestType,
            ["config"] = Descriptor("application/vnd.oci.image.config.v1+json", AddBlob(config), config.Length),
            ["layers"] = new JsonArray(Descriptor("application/vnd.oci.image.layer.v1.tar+gzip", AddBlob(packed.ToArray()), packed.ToArray().Length)),
        });
        _manifests[$"{repository} {DigestOf(manifest)}"] = (ManifestType, manifest);
        var own = Descriptor(ManifestType, DigestOf(manifest), manifest.Length);
        own["platform"] = new JsonObject { ["os"] = "linux", ["architecture"] = image.Architecture };
        var other = Descriptor(ManifestType, DigestOf(config), config.Length);
        other["platform"] = new JsonObject { ["os"] = "linux", ["architecture"] = "abacus" };
        var index = Text(new JsonObject { ["schemaVersion"] = 2, ["mediaType"] = IndexType, ["manifests"] = new JsonArray(other, own) });
        _manifests[$"{repository} {tag}"] = _manifests[$"{repository} {DigestOf(index)}"] = (IndexType, index);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.StopAsync(new CancellationToken(canceled: true));
            await _server.DisposeAsync();
        }
    }

    private Task GiveToken(HttpContext context)
    {
        var basic = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"))}";
        if (context.Request.Headers.Authorization == basic)
            return context.Response.WriteAsJsonAsync(new { token = Token });
        context.Response.StatusCode = 401;
        return Task.CompletedTask;
    }

    private bool IsWelcome(HttpContext context)
    {
        if (!IsClosed || context.Request.Headers.Authorization == $"Bearer {Token}")
            return true;
        context.Response.StatusCode = 401;
        context.Response.Headers.WWWAuthenticate = $"Bearer realm=\"http://{Host}/token\",service=\"fake\",scope=\"repository:any:pull\"";
        return false;
    }

    private async Task GiveManifestAsync(HttpContext context, string repository, string version)
    {
        if (!IsWelcome(context))
            return;
        if (!_manifests.TryGetValue($"{repository} {version}", out var manifest))
        {
            context.Response.StatusCode = 404;
            return;
        }

        context.Response.ContentType = manifest.Type;
        context.Response.ContentLength = manifest.Content.Length;
        context.Response.Headers["Docker-Content-Digest"] = DigestOf(manifest.Content);
        if (context.Request.Method == "GET")
            await context.Response.Body.WriteAsync(manifest.Content);
    }

    private async Task GiveBlobAsync(HttpContext context, string digest)
    {
        if (!IsWelcome(context))
            return;
        if (!_blobs.TryGetValue(digest, out var blob))
        {
            context.Response.StatusCode = 404;
            return;
        }

        if (context.Request.Headers.Range.ToString() is { Length: > 0 } range)
        {
            Ranges.Enqueue(range);
            var from = int.Parse(range["bytes=".Length..].TrimEnd('-'));
            context.Response.StatusCode = 206;
            context.Response.Headers.ContentRange = $"bytes {from}-{blob.Length - 1}/{blob.Length}";
            blob = blob[from..];
        }

        context.Response.ContentLength = blob.Length;
        if (context.Request.Method != "GET")
            return;
        if (BreaksOff && blob.Length > 100_000)
        {
            BreaksOff = false;
            await context.Response.Body.WriteAsync(blob.AsMemory(0, blob.Length / 2));
            await context.Response.Body.FlushAsync();
            context.Abort();
            return;
        }

        await context.Response.Body.WriteAsync(blob);
    }

    private string AddBlob(byte[] content)
    {
        var digest = DigestOf(content);
        _blobs[digest] = Lies && content.Length > 100_000 ? [.. content[..^1], (byte)~content[^1]] : content;
        return digest;
    }

    private static JsonObject Descriptor(string type, string digest, int size) => new() { ["mediaType"] = type, ["digest"] = digest, ["size"] = size };

    private static byte[] Text(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString());

    private static string DigestOf(byte[] content) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}";
}
