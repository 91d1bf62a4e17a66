using System.Net;
using MesosOperator.AgentRuntime.Inventory;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MesosOperator.AgentRuntime.Tests.Inventory;

/// <summary>The metadata services of clouds, as they answer according to their documentation.</summary>
public sealed class CloudFinderTests
{
    [Fact]
    public async Task Amazon_wants_a_token_first()
    {
        await using var service = await StartAsync((method, path, headers) => (method, path) switch
        {
            ("PUT", "/latest/api/token") when headers["X-aws-ec2-metadata-token-ttl-seconds"] == "60" => "secret",
            ("GET", "/latest/dynamic/instance-identity/document") when headers["X-aws-ec2-metadata-token"] == "secret" =>
                """{"region":"eu-west-1","availabilityZone":"eu-west-1b","instanceType":"m5.large","instanceId":"i-1"}""",
            ("GET", "/latest/meta-data/instance-life-cycle") when headers["X-aws-ec2-metadata-token"] == "secret" => "spot",
            _ => null,
        });

        Assert.Equal(new CloudFacts("aws", "eu-west-1", "eu-west-1b", "m5.large", "i-1", "spot"), await FindAsync(service, CloudMetadata.Detect));
        Assert.Equal(CloudFacts.None, await FindAsync(service, CloudMetadata.Gce));
    }

    [Theory]
    [InlineData("2", "westeurope-2")]
    [InlineData("", "westeurope")]
    public async Task Azure_numbers_the_zones_of_a_region(string zone, string expected)
    {
        await using var service = await StartAsync((method, path, headers) => path == "/metadata/instance/compute?api-version=2021-02-01" && headers["Metadata"] == "true"
            ? $$"""{"location":"westeurope","zone":"{{zone}}","vmSize":"Standard_D2s_v5","vmId":"v-1","priority":"Regular"}"""
            : null);

        Assert.Equal(new CloudFacts("azure", "westeurope", expected, "Standard_D2s_v5", "v-1", "on-demand"), await FindAsync(service, CloudMetadata.Detect));
    }

    [Fact]
    public async Task Google_names_things_by_paths()
    {
        await using var service = await StartAsync((method, path, headers) => path == "/computeMetadata/v1/instance/?recursive=true" && headers["Metadata-Flavor"] == "Google"
            ? """{"id":123456789012345678,"zone":"projects/1/zones/us-east1-b","machineType":"projects/1/machineTypes/n2-standard-4","scheduling":{"preemptible":"TRUE"}}"""
            : null);

        Assert.Equal(new CloudFacts("gce", "us-east1", "us-east1-b", "n2-standard-4", "123456789012345678", "spot"), await FindAsync(service, CloudMetadata.Gce));
    }

    [Fact]
    public async Task Nobody_is_waited_for_for_long()
    {
        await using var service = await StartAsync((_, _, _) => throw new InvalidOperationException("nothing of the kind"));

        Assert.Equal(CloudFacts.None, await FindAsync(service, CloudMetadata.Detect));
        Assert.Equal(CloudFacts.None, await CloudFinder.FindAsync(CloudMetadata.Detect, new Uri("http://127.0.0.1:1/"), TimeProvider.System));
    }

    private static Task<CloudFacts> FindAsync(WebApplication service, CloudMetadata which) =>
        CloudFinder.FindAsync(which, new Uri(service.Urls.Single()), TimeProvider.System);

    private static async Task<WebApplication> StartAsync(Func<string, string, IHeaderDictionary, string?> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var service = builder.Build();
        service.Run(async context =>
        {
            var text = answer(context.Request.Method, context.Request.Path + context.Request.QueryString, context.Request.Headers);
            context.Response.StatusCode = text is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
            await context.Response.WriteAsync(text ?? "");
        });
        await service.StartAsync(TestContext.Current.CancellationToken);
        return service;
    }
}
