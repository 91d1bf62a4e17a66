using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Allocation;

/// <summary>
/// A place in the tree of roles: what the whole subtree holds, ordered among its siblings and with its children in
/// order. A role that frameworks have is a leaf of its own below its place, so that it competes with the roles below it.
/// </summary>
public sealed class RoleNode : ShareClient
{
    private readonly SortedDictionary<string, RoleNode> _inner = new(StringComparer.Ordinal);

    internal RoleNode(string path, RoleNode? parent, QuantityTotals totals, Lottery? lottery) : base(path)
    {
        Parent = parent;
        Children = new(totals, lottery);
    }

    /// <summary>The place above; null at the root.</summary>
    public RoleNode? Parent { get; }

    /// <summary>The active children: places below, and the role itself.</summary>
    public ShareOrder<ShareClient> Children { get; }

    /// <summary>The role itself, where frameworks have it.</summary>
    public RoleShare? Leaf { get; internal set; }

    /// <summary>The places below, by name.</summary>
    public IEnumerable<RoleNode> Inner => _inner.Values;

    /// <summary>The places of the whole subtree below this one, each before those below it.</summary>
    public IEnumerable<RoleNode> All => _inner.Values.SelectMany(place => place.All.Prepend(place));

    /// <summary>How many roles of the subtree may be offered something.</summary>
    internal int ActiveRoles { get; set; }

    internal bool IsNeedless => Leaf is null && _inner.Count == 0;

    internal RoleNode? Find(string path) => _inner.GetValueOrDefault(path);

    internal void Add(RoleNode child) => _inner.Add(child.Key, child);

    internal void Remove(RoleNode child) => _inner.Remove(child.Key);
}
