namespace MesosOperator.Kubernetes.Api;

/// <summary>An object that the server has and that does not fit its type here; whoever knows an earlier state keeps that.</summary>
internal sealed record UnreadableResource(ResourceKey Key, string Problem);
