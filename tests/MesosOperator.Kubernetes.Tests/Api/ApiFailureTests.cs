using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Tests.Support;
using MesosOperator.TestKit.Kubernetes;

namespace MesosOperator.Kubernetes.Tests.Api;

public class ApiFailureTests
{
    [Theory]
    [InlineData(0, nameof(ApiFailure.Unavailable))]
    [InlineData(400, nameof(ApiFailure.Invalid))]
    [InlineData(401, nameof(ApiFailure.Denied))]
    [InlineData(403, nameof(ApiFailure.Denied))]
    [InlineData(404, nameof(ApiFailure.NotFound))]
    [InlineData(405, nameof(ApiFailure.Rejected))]
    [InlineData(408, nameof(ApiFailure.Unavailable))]
    [InlineData(409, nameof(ApiFailure.Conflict))]
    [InlineData(410, nameof(ApiFailure.Expired))]
    [InlineData(415, nameof(ApiFailure.Rejected))]
    [InlineData(422, nameof(ApiFailure.Invalid))]
    [InlineData(429, nameof(ApiFailure.Throttled))]
    [InlineData(500, nameof(ApiFailure.Unavailable))]
    [InlineData(504, nameof(ApiFailure.Unavailable))]
    public void Each_status_is_a_failure_of_its_class(int status, string failure) => Cluster.Test(async cluster =>
    {
        cluster.Api.Add(new FakeFault(request => request.IsWrite) { Status = status });
        var thrown = await Assert.ThrowsAsync<ApiServerException>(() => cluster.SetAsync("a", "1"));
        Assert.Equal(failure, thrown.Failure.ToString());
        Assert.Contains("configmaps", thrown.Message);
    });

    [Theory]
    [InlineData(null, null)]
    [InlineData(0, 0)]
    [InlineData(12, 12)]
    [InlineData(86_400, 300)]
    public void The_server_says_when_to_come_back_within_reason(int? saidSeconds, int? understoodSeconds) => Cluster.Test(async cluster =>
    {
        cluster.Api.Add(new FakeFault(request => request.IsWrite)
        {
            Status = 429,
            RetryAfter = saidSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        });
        var thrown = await Assert.ThrowsAsync<ApiServerException>(() => cluster.SetAsync("a", "1"));
        Assert.Equal(understoodSeconds, (int?)thrown.RetryAfter?.TotalSeconds);
    });

    [Fact]
    public void A_proxy_that_answers_in_HTML_is_no_object() => Cluster.Test(async cluster =>
    {
        using var kubernetes = new k8s.Kubernetes(new k8s.KubernetesClientConfiguration { Host = "http://proxy.invalid/k8s/c1" }, new Html());
        var client = new ResourceClient<k8s.Models.V1ConfigMap>(new(kubernetes, cluster.Run.Time, TimeSpan.FromSeconds(1)), "test");
        var found = await Assert.ThrowsAsync<ApiServerException>(() => client.FindAsync(Cluster.Key("a"), cluster.Stop));
        Assert.Equal(ApiFailure.Unavailable, found.Failure);
        var written = await Assert.ThrowsAsync<ApiServerException>(() => client.CreateAsync(Cluster.ConfigMap("a"), cluster.Stop));
        Assert.Equal(ApiFailure.Unavailable, written.Failure);
        Assert.Contains("<html> /k8s/c1/api/v1/namespaces/team/configmaps", written.Message);
    });

    [Fact]
    public void A_request_that_the_caller_gives_up_is_cancelled_and_not_a_failure() => Cluster.Test(async cluster =>
    {
        using var stop = new CancellationTokenSource();
        cluster.Api.Add(new FakeFault(_ => true) { Delay = TimeSpan.FromSeconds(20) });
        var asking = cluster.ConfigMaps.FindAsync(Cluster.Key("a"), stop.Token);
        await cluster.Run.PassAsync(TimeSpan.FromSeconds(1));
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        Assert.InRange(cluster.Run.Elapsed.TotalSeconds, 1, 2);
    });

    private sealed class Html : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(request.Method == HttpMethod.Get ? System.Net.HttpStatusCode.OK : System.Net.HttpStatusCode.BadGateway)
            {
                Content = new StringContent($"<html> {request.RequestUri!.AbsolutePath}"),
            });
    }
}
