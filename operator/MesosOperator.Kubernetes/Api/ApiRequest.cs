namespace MesosOperator.Kubernetes.Api;

/// <summary>One request: a path below the server's address, and a body of a media type where there is one.</summary>
internal sealed record ApiRequest(HttpMethod Method, string Path, string Body = "", string MediaType = "application/json")
{
    /// <summary>Answers to writes that nobody reads are as short as servers have them: without spec and status.</summary>
    public const string MetadataOnly = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1, application/json";

    /// <summary>Whether it is sent at once, whatever else waits for its turn.</summary>
    public bool IsUrgent { get; init; }

    /// <summary>Whether its answer goes on for as long as both sides want.</summary>
    public bool IsWatch { get; init; }

    /// <summary>As what the answer is wanted.</summary>
    public string Accept { get; init; } = "application/json";

    public override string ToString() => $"{Method} {Path}";
}
