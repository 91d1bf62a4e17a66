using System.Text;

namespace MesosOperator.Http.Tests.Support;

/// <summary>What a real master was asked and answered.</summary>
public static class Capture
{
    public static byte[] BytesOf(string file) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Captures", file));

    /// <summary>The body of a recorded request or answer.</summary>
    public static byte[] BodyOf(string file)
    {
        var bytes = BytesOf(file);
        return bytes[(bytes.AsSpan().IndexOf("\r\n\r\n"u8) + 4)..];
    }

    /// <summary>The status line of a recorded answer.</summary>
    public static string StatusOf(string file) => Encoding.UTF8.GetString(BytesOf(file)).Split("\r\n", 2)[0];
}
