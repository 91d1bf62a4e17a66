using MesosOperator.Core.Resources;

namespace MesosOperator.Kubernetes.Members.Inventory;

/// <summary>
/// What others use of each node of a cluster, kept up to date by each change of a Pod. Its owner sees to one caller at a time.
/// </summary>
internal sealed class NodeLedger
{
    private readonly Dictionary<string, NodeAmounts> _used = new(StringComparer.Ordinal);

    /// <summary>What others use of a node.</summary>
    public NodeAmounts UsedOf(string node) => _used.GetValueOrDefault(node);

    /// <summary>
    /// Takes a change of somebody's Pod, either side of which may be null, and tells on which nodes something changed.
    /// </summary>
    public IEnumerable<string> Replace(PodDigest? before, PodDigest? after)
    {
        if (before?.Node == after?.Node && before?.Requests == after?.Requests)
            return [];
        if (before?.Node is { } left)
            Add(left, default(NodeAmounts) - before.Requests);
        if (after?.Node is { } joined)
            Add(joined, after.Requests);
        return new[] { before?.Node, after?.Node }.OfType<string>().Distinct();
    }

    private void Add(string node, NodeAmounts more)
    {
        var sum = UsedOf(node) + more;
        if (sum == default)
            _used.Remove(node);
        else
            _used[node] = sum;
    }
}
