namespace MesosOperator.Kubernetes.Api;

/// <summary>Sees to it that an API server is asked no more than it should be, and hears of what became of each request.</summary>
internal interface IApiTraffic
{
    /// <summary>Waits until a request may be sent. For one that is urgent nobody asks.</summary>
    Task PassAsync(ApiRequest request, CancellationToken stop);

    /// <summary>A request has ended after a time; a watch, when it was opened.</summary>
    void Ended(ApiRequest request, TimeSpan took, ApiServerException? problem);
}
