namespace MesosOperator.Kubernetes.Api;

/// <summary>Lets every request pass at once, and keeps nothing.</summary>
internal sealed class FreeTraffic : IApiTraffic
{
    public static FreeTraffic Instance { get; } = new();

    public Task PassAsync(ApiRequest request, CancellationToken stop) => Task.CompletedTask;

    public void Ended(ApiRequest request, TimeSpan took, ApiServerException? problem)
    {
        // Nobody asks.
    }
}
