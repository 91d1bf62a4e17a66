using System.Collections.Immutable;

namespace MesosOperator.Kubernetes.Api;

/// <summary>A program to run in a container of a Pod.</summary>
internal sealed record ExecRequest(ResourceKey Pod, string Container, ImmutableArray<string> Words, bool HasTerminal)
{
    public override string ToString() => $"exec in {Pod}";
}
