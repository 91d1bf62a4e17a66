using System.Text;

namespace MesosOperator.Protocol.Tests.Codecs;

/// <summary>Damages bodies in the ways that break decoders: one to four wounds each.</summary>
internal sealed class Damage(Random random, byte[][] bodies)
{
    private const int LongestInput = 20_000;

    private static readonly byte[][] Poison =
    [
        .. new[]
        {
            "99999999999999999999999999", "-1", "1e999", "1.5", "null", "[]", "{}", "true", "\"", "\\", "\\ud800", "\\u0000",
            "\"Infinity\"", "{\"value\":{\"value\":1}}", "[[[[[[[[", ",,", ":", "\"TASK_FOO\"", "é", "\u2028",
        }.Select(Encoding.UTF8.GetBytes),
        Enumerable.Repeat((byte)'[', 300).ToArray(),
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 300))),
        [0xff], [0xc3], [0x00], [0xed, 0xa0, 0x80],
        [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
        [0xff, 0xff, 0xff, 0xff, 0x0f],
        Enumerable.Repeat((byte)0x0b, 300).ToArray(),
        Enumerable.Repeat(new byte[] { 0x12, 0x7f }, 200).SelectMany(b => b).ToArray(),
    ];

    public byte[] Next()
    {
        var bytes = Pick(bodies).ToList();
        for (var wounds = random.Next(1, 5); wounds > 0; wounds--)
        {
            Wound(bytes);
        }

        return bytes.Count > LongestInput ? [.. bytes[..LongestInput]] : [.. bytes];
    }

    private void Wound(List<byte> bytes)
    {
        var at = random.Next(bytes.Count + 1);
        var length = random.Next(Math.Min(bytes.Count - at, 60) + 1);
        switch (random.Next(7))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2 when random.Next(4) == 0:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 3:
                bytes.RemoveRange(at, length);
                break;
            case 4:
                bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 5:
                var other = Pick(bodies);
                var from = random.Next(other.Length + 1);
                bytes.InsertRange(at, other[from..random.Next(from, other.Length + 1)]);
                break;
            default:
                bytes.InsertRange(at, Pick(Poison));
                break;
        }
    }

    private T Pick<T>(T[] values) => values[random.Next(values.Length)];
}
