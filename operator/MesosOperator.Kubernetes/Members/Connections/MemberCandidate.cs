namespace MesosOperator.Kubernetes.Members.Connections;

/// <summary>An object that is to stand for the cluster that it has reached.</summary>
/// <param name="Name">The object's name.</param>
/// <param name="CreatedAt">Since when there is the object.</param>
/// <param name="IsIdle">Whether it is known to have no tasks there.</param>
/// <param name="Yield">Has it give way to another, which is named.</param>
internal sealed record MemberCandidate(string Name, DateTimeOffset CreatedAt, Func<bool> IsIdle, Action<string> Yield)
{
    /// <summary>Whether it counts before another.</summary>
    public bool IsBefore(MemberCandidate other) =>
        CreatedAt.CompareTo(other.CreatedAt) is var order and not 0 ? order < 0 : string.CompareOrdinal(Name, other.Name) < 0;
}
