using System.Text;

namespace MesosOperator.Protocol.Text;

/// <summary>Pieces of files as text.</summary>
public static class CutText
{
    /// <summary>
    /// As text for JSON. A character that is cut at the end is left to the next piece, unless there is nothing else: clients go
    /// on by the length of what they got.
    /// </summary>
    public static string Of(ReadOnlySpan<byte> data)
    {
        var whole = data.Length;
        for (var back = 1; back <= Math.Min(3, data.Length); back++)
        {
            var first = data[^back];
            if ((first & 0b1100_0000) == 0b1000_0000)
                continue;
            var needed = first >= 0b1111_0000 ? 4 : first >= 0b1110_0000 ? 3 : first >= 0b1100_0000 ? 2 : 1;
            if (needed > back && back < data.Length)
                whole -= back;
            break;
        }

        return Encoding.UTF8.GetString(data[..whole]);
    }
}
