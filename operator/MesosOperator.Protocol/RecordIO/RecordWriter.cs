using System.Buffers;
using System.Buffers.Text;

namespace MesosOperator.Protocol.RecordIO;

/// <summary>Writes payloads that are already bytes as records.</summary>
public static class RecordWriter
{
    private const int LongestLength = 11;

    /// <summary>Appends length, line feed and payload to <paramref name="output"/> as one piece of memory.</summary>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> payload)
    {
        ArgumentNullException.ThrowIfNull(output);
        var span = output.GetSpan(payload.Length + LongestLength);
        Utf8Formatter.TryFormat(payload.Length, span, out var count);
        span[count++] = (byte)'\n';
        payload.CopyTo(span[count..]);
        output.Advance(count + payload.Length);
    }
}
