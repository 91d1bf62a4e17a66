namespace MesosOperator.Core.Primitives;

/// <summary>
/// Lets equal values be one object. It remembers no more than a fixed number of them: a value that is new takes the place of
/// another with which it collides. What it gives back is always equal to what it was given.
/// </summary>
public sealed class SharingPool<T>(int capacity, Func<T, int> hash)
    where T : class, IEquatable<T>
{
    private readonly T?[] _known = new T?[capacity];

    /// <summary>The object that stands for all that are equal to a value.</summary>
    public T Share(T value)
    {
        ref var known = ref _known[(uint)hash(value) % (uint)_known.Length];
        return known is not null && (ReferenceEquals(known, value) || known.Equals(value)) ? known : known = value;
    }
}
