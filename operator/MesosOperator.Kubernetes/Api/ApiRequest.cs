namespace MesosOperator.Kubernetes.Api;

/// <summary>One request: a path below the server's address, and a body of a media type where there is one.</summary>
internal sealed record ApiRequest(HttpMethod Method, string Path, string Body = "", string MediaType = "application/json")
{
    public override string ToString() => $"{Method} {Path}";
}
