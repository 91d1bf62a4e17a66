using System.Text.Json;

namespace MesosOperator.AgentRuntime.Inventory;

/// <summary>Asks the metadata services of clouds what this machine is. No answer is an answer, too.</summary>
internal static class CloudFinder
{
    /// <summary>For everything together.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private const int LargestAnswer = 1 << 20;

    /// <param name="which">Whom to ask.</param>
    /// <param name="endpoint">Where; the same address in every cloud, but in tests.</param>
    /// <param name="time">Clock of the patience.</param>
    public static async Task<CloudFacts> FindAsync(CloudMetadata which, Uri endpoint, TimeProvider time)
    {
        if (which == CloudMetadata.None)
            return CloudFacts.None;
        using var patience = new CancellationTokenSource(Patience, time);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { BaseAddress = endpoint, MaxResponseContentBufferSize = LargestAnswer };
        (CloudMetadata Cloud, Func<HttpClient, CancellationToken, Task<CloudFacts?>> Ask)[] all =
            [(CloudMetadata.Aws, AwsAsync), (CloudMetadata.Azure, AzureAsync), (CloudMetadata.Gce, GceAsync)];
        var answers = await Task.WhenAll(all.Where(cloud => which == CloudMetadata.Detect || which == cloud.Cloud).Select(cloud => TryAsync(cloud.Ask, client, patience.Token)));
        return answers.FirstOrDefault(answer => answer is not null) ?? CloudFacts.None;
    }

    private static async Task<CloudFacts?> TryAsync(Func<HttpClient, CancellationToken, Task<CloudFacts?>> ask, HttpClient client, CancellationToken stop)
    {
        try
        {
            return await ask(client, stop);
        }
        catch (Exception none) when (none is HttpRequestException or OperationCanceledException or JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null; // nobody is there, or somebody who is not asked so
        }
    }

    private static async Task<CloudFacts?> AwsAsync(HttpClient client, CancellationToken stop)
    {
        var token = await SendAsync(client, HttpMethod.Put, "latest/api/token", ("X-aws-ec2-metadata-token-ttl-seconds", "60"), stop);
        var header = ("X-aws-ec2-metadata-token", token);
        using var document = JsonDocument.Parse(await SendAsync(client, HttpMethod.Get, "latest/dynamic/instance-identity/document", header, stop));
        var lifecycle = await SendAsync(client, HttpMethod.Get, "latest/meta-data/instance-life-cycle", header, stop);
        var machine = document.RootElement;
        return new CloudFacts(
            "aws", Text(machine, "region"), Text(machine, "availabilityZone"), Text(machine, "instanceType"), Text(machine, "instanceId"), LifecycleOf(lifecycle.Trim() == "spot"));
    }

    private static async Task<CloudFacts?> AzureAsync(HttpClient client, CancellationToken stop)
    {
        using var document = JsonDocument.Parse(await SendAsync(client, HttpMethod.Get, "metadata/instance/compute?api-version=2021-02-01", ("Metadata", "true"), stop));
        var machine = document.RootElement;
        var region = machine.GetProperty("location").GetString();
        var zone = Text(machine, "zone");
        return new CloudFacts(
            "azure", region, string.IsNullOrEmpty(zone) ? region : $"{region}-{zone}", Text(machine, "vmSize"), Text(machine, "vmId"), LifecycleOf(Text(machine, "priority") is "Spot" or "Low"));
    }

    private static async Task<CloudFacts?> GceAsync(HttpClient client, CancellationToken stop)
    {
        using var document = JsonDocument.Parse(await SendAsync(client, HttpMethod.Get, "computeMetadata/v1/instance/?recursive=true", ("Metadata-Flavor", "Google"), stop));
        var machine = document.RootElement;
        var zone = LastOf(Text(machine, "zone"));
        var isSpot = machine.TryGetProperty("scheduling", out var scheduling) && Text(scheduling, "preemptible") is "TRUE" or "true" or "True";
        return new CloudFacts(
            "gce", zone?[..Math.Max(0, zone.LastIndexOf('-'))], zone, LastOf(Text(machine, "machineType")), machine.GetProperty("id").GetRawText().Trim('"'), LifecycleOf(isSpot));
    }

    private static async Task<string> SendAsync(HttpClient client, HttpMethod method, string path, (string Name, string Value) header, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        using var response = await client.SendAsync(request, stop);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync(stop);
    }

    private static string? Text(JsonElement machine, string name) =>
        machine.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Of a name such as projects/1/zones/us-east1-b.</summary>
    private static string? LastOf(string? path) => path?[(path.LastIndexOf('/') + 1)..];

    private static string LifecycleOf(bool isSpot) => isSpot ? "spot" : "on-demand";
}
