using System.Security.Cryptography;

namespace MesosOperator.AgentRuntime.Fetching;

/// <summary>
/// What a file must hash to, given as the fragment of its URI: <c>#sha256=</c> or <c>#sha512=</c> and the hash in hexadecimal
/// digits. Mesos' messages have no field for it, and a fragment is never sent to a server.
/// </summary>
internal sealed record Checksum(HashAlgorithmName Algorithm, string Expected)
{
    /// <summary>The text without such a fragment, and the fragment; another fragment stays in the text.</summary>
    public static (string Location, Checksum? Checksum, string? Problem) Split(string text)
    {
        var at = text.LastIndexOf('#');
        if (at < 0 || text[(at + 1)..].Split('=') is not [var name, var hash])
            return (text, null, null);
        var (algorithm, digits) = name switch
        {
            "sha256" => (HashAlgorithmName.SHA256, 2 * SHA256.HashSizeInBytes),
            "sha512" => (HashAlgorithmName.SHA512, 2 * SHA512.HashSizeInBytes),
            _ => (default, 0),
        };
        if (digits == 0)
            return (text, null, null);
        return hash.Length == digits && hash.All(char.IsAsciiHexDigit)
            ? (text[..at], new Checksum(algorithm, hash.ToLowerInvariant()), null)
            : (text[..at], null, $"the checksum has not the {digits} hexadecimal digits of {name}");
    }

    /// <exception cref="FetchException">The file is another one.</exception>
    public void Verify(Stream file)
    {
        using var hash = IncrementalHash.CreateHash(Algorithm);
        var buffer = new byte[1 << 16];
        for (int read; (read = file.Read(buffer)) > 0;)
            hash.AppendData(buffer, 0, read);
        var found = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (found != Expected)
            throw new FetchException($"its checksum is {Algorithm.Name!.ToLowerInvariant()}={found}, not {Expected}");
    }
}
