using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace MesosOperator.Core.Primitives;

/// <summary>
/// A map that enumerates in the order of insertion, with constant-time look-up, insertion and removal.
/// Hash-ordered maps enumerate differently in each process, which would make a run impossible to replay.
/// </summary>
public sealed class LinkedMap<TKey, TValue> : IEnumerable<KeyValuePair<TKey, TValue>> where TKey : notnull
{
    private readonly Dictionary<TKey, LinkedListNode<KeyValuePair<TKey, TValue>>> _nodes = [];
    private readonly LinkedList<KeyValuePair<TKey, TValue>> _order = [];

    /// <summary>How many entries there are.</summary>
    public int Count => _nodes.Count;

    /// <summary>The values, in order of insertion.</summary>
    public IEnumerable<TValue> Values => _order.Select(entry => entry.Value);

    /// <summary>The value of a key that must be present; setting replaces in place and otherwise appends.</summary>
    public TValue this[TKey key]
    {
        get => _nodes[key].Value.Value;
        set
        {
            if (_nodes.TryGetValue(key, out var node))
                node.Value = new(key, value);
            else
                _nodes.Add(key, _order.AddLast(new KeyValuePair<TKey, TValue>(key, value)));
        }
    }

    /// <summary>Appends an entry whose key must be new.</summary>
    public void Add(TKey key, TValue value)
    {
        Require.That(!_nodes.ContainsKey(key), "a key is added once");
        this[key] = value;
    }

    /// <summary>Whether the key is present.</summary>
    public bool ContainsKey(TKey key) => _nodes.ContainsKey(key);

    /// <summary>Looks a key up.</summary>
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (_nodes.TryGetValue(key, out var node))
        {
            value = node.Value.Value;
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>The value of the key, or the default of its type.</summary>
    public TValue? Find(TKey key) => TryGetValue(key, out var value) ? value : default;

    /// <summary>Takes an entry out; false when there was none.</summary>
    public bool Remove(TKey key)
    {
        if (!_nodes.Remove(key, out var node))
            return false;
        _order.Remove(node);
        return true;
    }

    /// <summary>The entry inserted first, which must exist.</summary>
    public KeyValuePair<TKey, TValue> First => _order.First!.Value;

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator() => _order.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
