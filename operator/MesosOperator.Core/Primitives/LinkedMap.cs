using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.InteropServices;

namespace MesosOperator.Core.Primitives;

/// <summary>
/// A map that enumerates in the order of insertion, with constant-time look-up, insertion and removal.
/// Hash-ordered maps enumerate differently in each process, which would make a run impossible to replay.
/// Entries lie in one array and refer to each other by index: an entry is no object of its own, an empty map has no
/// array at all, and one of a few entries needs no buckets, since the master keeps several maps for each agent.
/// </summary>
public sealed class LinkedMap<TKey, TValue> : IEnumerable<KeyValuePair<TKey, TValue>> where TKey : notnull
{
    private const int None = -1;

    private const int FirstCapacity = 2;

    /// <summary>Up to here all entries are looked through, which is quicker than a bucket and takes less.</summary>
    private const int MaxWithoutBuckets = 8;

    private Entry[] _entries = [];
    private int[] _buckets = [];
    private int _shift;
    private int _used;
    private int _free = None;
    private int _first = None;
    private int _last = None;
    private int _version;
    private int _lastFound;

    /// <summary>How many entries there are.</summary>
    public int Count { get; private set; }

    /// <summary>The values, in order of insertion.</summary>
    public ValueSequence Values => new(this);

    /// <summary>The value of a key that must be present; setting replaces in place and otherwise appends.</summary>
    public TValue this[TKey key]
    {
        get => IndexOf(key) is var index and >= 0 ? _entries[index].Value : throw new KeyNotFoundException($"There is no {key}.");
        set
        {
            var hash = HashOf(key);
            var index = IndexOf(key, hash);
            if (index >= 0)
                _entries[index].Value = value;
            else
                Append(key, hash, value);
        }
    }

    /// <summary>The entry inserted first, which must exist.</summary>
    public KeyValuePair<TKey, TValue> First => new(_entries[_first].Key, _entries[_first].Value);

    /// <summary>A copy of the values, in order of insertion.</summary>
    public ImmutableArray<TValue> ToImmutableValues()
    {
        var values = new TValue[Count];
        var copied = 0;
        foreach (var value in Values)
            values[copied++] = value;
        return ImmutableCollectionsMarshal.AsImmutableArray(values);
    }

    /// <summary>Appends an entry whose key must be new.</summary>
    public void Add(TKey key, TValue value)
    {
        var hash = HashOf(key);
        Require.That(IndexOf(key, hash) < 0, "a key is added once");
        Append(key, hash, value);
    }

    /// <summary>Whether the key is present.</summary>
    public bool ContainsKey(TKey key) => IndexOf(key) >= 0;

    /// <summary>Looks a key up.</summary>
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        var index = IndexOf(key);
        value = index >= 0 ? _entries[index].Value : default;
        return index >= 0;
    }

    /// <summary>The value of the key, or the default of its type.</summary>
    public TValue? Find(TKey key) => TryGetValue(key, out var value) ? value : default;

    /// <summary>Takes an entry out; false when there was none.</summary>
    public bool Remove(TKey key)
    {
        var index = IndexOf(key);
        if (index < 0)
            return false;
        ref var entry = ref _entries[index];
        if (_buckets.Length > 0)
            LeaveBucket(index, BucketOf(entry.Hash));
        (entry.Before < 0 ? ref _first : ref _entries[entry.Before].After) = entry.After;
        (entry.After < 0 ? ref _last : ref _entries[entry.After].Before) = entry.Before;
        entry = new() { Hash = None, Next = _free };
        _free = index;
        Count--;
        _version++;
        return true;
    }

    /// <summary>Takes all entries out.</summary>
    public void Clear()
    {
        Array.Clear(_entries, 0, _used);
        Array.Fill(_buckets, None);
        (_used, _free, _first, _last, Count) = (0, None, None, None, 0);
        _version++;
    }

    /// <summary>The entries, in order of insertion.</summary>
    public Enumerator GetEnumerator() => new(this);

    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static int HashOf(TKey key) => EqualityComparer<TKey>.Default.GetHashCode(key) & int.MaxValue;

    /// <summary>The upper bits of a product, so that hashes in a row, and those that differ only far up, spread alike.</summary>
    private int BucketOf(int hash) => (int)((uint)hash * 0x9E3779B9 >> _shift);

    private int IndexOf(TKey key)
    {
        // Who asks for an entry often asks for it again at once: that spares the hash, which costs most with texts as keys.
        var found = _lastFound;
        if (found < _used && _entries[found].Hash >= 0 && EqualityComparer<TKey>.Default.Equals(_entries[found].Key, key))
            return found;
        found = IndexOf(key, HashOf(key));
        if (found >= 0)
            _lastFound = found;
        return found;
    }

    private int IndexOf(TKey key, int hash)
    {
        if (_buckets.Length == 0)
        {
            for (var index = 0; index < _used; index++)
                if (_entries[index].Hash == hash && EqualityComparer<TKey>.Default.Equals(_entries[index].Key, key))
                    return index;
            return None;
        }

        var next = _buckets[BucketOf(hash)];
        while (next >= 0 && !(_entries[next].Hash == hash && EqualityComparer<TKey>.Default.Equals(_entries[next].Key, key)))
            next = _entries[next].Next;
        return next;
    }

    private void Append(TKey key, int hash, TValue value)
    {
        var index = TakeEntry();
        ref var entry = ref _entries[index];
        entry = new() { Hash = hash, Next = None, Before = _last, After = None, Key = key, Value = value };
        (_last < 0 ? ref _first : ref _entries[_last].After) = index;
        _last = index;
        if (_buckets.Length > 0)
            EnterBucket(index);
        Count++;
        _version++;
    }

    private int TakeEntry()
    {
        if (_free >= 0)
        {
            var index = _free;
            _free = _entries[index].Next;
            return index;
        }

        if (_used == _entries.Length)
            Grow();
        return _used++;
    }

    private void Grow()
    {
        Array.Resize(ref _entries, Math.Max(FirstCapacity, 2 * _entries.Length));
        if (_entries.Length <= MaxWithoutBuckets)
            return;
        _buckets = new int[_entries.Length];
        _shift = 32 - BitOperations.Log2((uint)_buckets.Length);
        Array.Fill(_buckets, None);
        for (var index = 0; index < _used; index++)
            EnterBucket(index);
    }

    private void EnterBucket(int index)
    {
        ref var bucket = ref _buckets[BucketOf(_entries[index].Hash)];
        _entries[index].Next = bucket;
        bucket = index;
    }

    private void LeaveBucket(int index, int bucket)
    {
        ref var link = ref _buckets[bucket];
        while (link != index)
            link = ref _entries[link].Next;
        link = _entries[index].Next;
    }

    /// <summary>The values of a map, in order of insertion. Going through them allocates nothing.</summary>
    public readonly struct ValueSequence(LinkedMap<TKey, TValue> map) : IEnumerable<TValue>
    {
        /// <summary>Goes through the values.</summary>
        public ValueEnumerator GetEnumerator() => new(map);

        IEnumerator<TValue> IEnumerable<TValue>.GetEnumerator() => GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    /// <summary>Goes through the values of a map, which must not get or lose an entry meanwhile.</summary>
    public struct ValueEnumerator(LinkedMap<TKey, TValue> map) : IEnumerator<TValue>
    {
        private Enumerator _entries = new(map);

        /// <inheritdoc/>
        public readonly TValue Current => _entries.Current.Value;

        readonly object? IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext() => _entries.MoveNext();

        /// <inheritdoc/>
        public void Reset() => _entries.Reset();

        /// <inheritdoc/>
        public readonly void Dispose()
        {
        }
    }

    /// <summary>Goes through the entries of a map, which must not get or lose one meanwhile.</summary>
    public struct Enumerator(LinkedMap<TKey, TValue> map) : IEnumerator<KeyValuePair<TKey, TValue>>
    {
        private readonly int _version = map._version;
        private int _next = map._first;
        private int _current = None;

        /// <inheritdoc/>
        public readonly KeyValuePair<TKey, TValue> Current => new(map._entries[_current].Key, map._entries[_current].Value);

        readonly object IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext()
        {
            if (_version != map._version)
                throw new InvalidOperationException("The map has changed since the enumeration began.");
            if (_next < 0)
                return false;
            _current = _next;
            _next = map._entries[_next].After;
            return true;
        }

        /// <inheritdoc/>
        public void Reset() => (_next, _current) = (map._first, None);

        /// <inheritdoc/>
        public readonly void Dispose()
        {
        }
    }

    private struct Entry
    {
        public int Hash;
        public int Next;
        public int Before;
        public int After;
        public TKey Key;
        public TValue Value;
    }
}
