using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace MesosOperator.AgentRuntime.Containers.Images;

/// <summary>Checksums that name content.</summary>
internal static class ContentDigest
{
    private const string Prefix = "sha256:";
    private const int Length = 64;

    /// <summary>Only SHA-256 is in use.</summary>
    public static bool IsValid(string text) =>
        text.Length == Prefix.Length + Length && text.StartsWith(Prefix, StringComparison.Ordinal) && text.AsSpan(Prefix.Length).IndexOfAnyExcept("0123456789abcdef") < 0;

    public static string Of(ReadOnlySpan<byte> content) => Prefix + Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>What a stack of layers is called, from its lowest on (chain ids of the image specification).</summary>
    public static ImmutableArray<string> Chain(ImmutableArray<string> layers)
    {
        var names = ImmutableArray.CreateBuilder<string>(layers.Length);
        foreach (var layer in layers)
            names.Add(names.Count == 0 ? layer : Of(Encoding.ASCII.GetBytes($"{names[^1]} {layer}")));
        return names.MoveToImmutable();
    }
}
