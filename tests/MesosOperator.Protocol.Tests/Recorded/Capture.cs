using System.Text;

namespace MesosOperator.Protocol.Tests.Recorded;

/// <summary>The recorded exchanges with a real master.</summary>
internal static class Capture
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Captures");

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder, name));

    /// <summary>The body of a recorded request or response; chunked ones are not joined.</summary>
    public static byte[] Body(string name)
    {
        var bytes = Bytes(name);
        return bytes[(bytes.AsSpan().IndexOf("\r\n\r\n"u8) + 4)..];
    }

    public static string BodyText(string name) => Encoding.UTF8.GetString(Body(name));

    /// <summary>The three digits of a recorded response.</summary>
    public static string Status(string response) => Encoding.ASCII.GetString(Bytes(response), 9, 3);

    /// <summary>Names of recorded files that begin and end so, in order.</summary>
    public static IEnumerable<string> Names(string prefix, string suffix) =>
        Directory.EnumerateFiles(Folder)
            .Select(path => Path.GetFileName(path))
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith(suffix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    /// <summary>The data of the HTTP chunks of a recorded stream, one by one.</summary>
    public static IEnumerable<byte[]> Chunks(string stream)
    {
        var rest = Body(stream);
        while (rest.AsSpan().IndexOf("\r\n"u8) is var end && end > 0)
        {
            var length = Convert.ToInt32(Encoding.ASCII.GetString(rest, 0, end), 16);
            if (length == 0)
            {
                yield break;
            }

            yield return rest[(end + 2)..(end + 2 + length)];
            rest = rest[(end + 2 + length + 2)..];
        }
    }
}
