namespace MesosOperator.Kubernetes.Api;

/// <summary>A part of a list, the version of the whole, and where to go on (empty: nowhere).</summary>
internal sealed record ResourcePage<T>(
    IReadOnlyList<T> Items, IReadOnlyList<UnreadableResource> Unreadable, string ResourceVersion, string Continue);
