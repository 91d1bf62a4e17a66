using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace MesosOperator.Protocol.Json;

/// <summary>Looks names up as the UTF-8 bytes they arrive in, so that no string is made of a field's name.</summary>
internal sealed class Utf8Names : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    private static readonly Utf8Names Comparer = new();

    public static FrozenDictionary<byte[], T>.AlternateLookup<ReadOnlySpan<byte>> Lookup<T>(
        IEnumerable<(string Name, T Value)> entries) =>
        entries.ToFrozenDictionary(e => Encoding.UTF8.GetBytes(e.Name), e => e.Value, Comparer)
            .GetAlternateLookup<ReadOnlySpan<byte>>();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode([DisallowNull] byte[] name) => GetHashCode(name.AsSpan());

    public bool Equals(ReadOnlySpan<byte> name, byte[] other) => name.SequenceEqual(other);

    public int GetHashCode(ReadOnlySpan<byte> name)
    {
        // The names are ours and few; what a client sends is only looked up, never stored.
        var hash = (uint)name.Length;
        foreach (var b in name)
        {
            hash = (hash ^ b) * 16777619;
        }

        return (int)hash;
    }

    public byte[] Create(ReadOnlySpan<byte> name) => name.ToArray();
}
