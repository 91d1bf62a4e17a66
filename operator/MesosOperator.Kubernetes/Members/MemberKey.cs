namespace MesosOperator.Kubernetes.Members;

/// <summary>What of a member cluster needs to be looked at: a node, or a Pod of ours; the other is empty.</summary>
internal readonly record struct MemberKey(string Node, string Pod) : IComparable<MemberKey>
{
    public static MemberKey OfNode(string name) => new(name, "");

    public static MemberKey OfPod(string name) => new("", name);

    public int CompareTo(MemberKey other) =>
        string.CompareOrdinal(Node, other.Node) is var order and not 0 ? order : string.CompareOrdinal(Pod, other.Pod);

    /// <inheritdoc/>
    public override string ToString() => Node.Length > 0 ? $"node {Node}" : $"Pod {Pod}";
}
