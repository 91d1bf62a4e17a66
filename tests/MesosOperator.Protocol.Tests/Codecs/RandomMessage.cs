using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace MesosOperator.Protocol.Tests.Codecs;

/// <summary>Makes complete messages of any type from a seed, with values that are hard to write.</summary>
internal sealed class RandomMessage(int seed)
{
    private const int MaxDepth = 6;
    private static readonly string[] Texts =
        ["", "x", "a/b", "é", "\U0001F600", "\"quoted\" \\ \n\t\u0001\u007f", "</script>&'+", "\u2028\ufeff", new('y', 300)];
    private static readonly double[] Doubles =
        [0, -0.0, 1, 15, 0.1, -1e-9, 1e300, 1795382161.1129842, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon];

    private readonly Random _random = new(seed);

    public T Make<T>()
        where T : IMessage, new() => (T)Make(new T().Descriptor, 0);

    private IMessage Make(MessageDescriptor descriptor, int depth)
    {
        var message = descriptor.Parser.ParseFrom(ByteString.Empty);
        foreach (var field in descriptor.Fields.InDeclarationOrder())
        {
            // A field with a default is shown in JSON even when unset, so only set ones come back equal.
            if (field.IsRequired || field.ToProto().HasDefaultValue || (depth < MaxDepth && _random.Next(3) == 0))
            {
                Fill(message, field, depth);
            }
        }

        return message;
    }

    private void Fill(IMessage message, FieldDescriptor field, int depth)
    {
        if (field.IsMap)
        {
            var map = (IDictionary)field.Accessor.GetValue(message);
            var valueField = field.MessageType.FindFieldByName("value");
            for (var i = _random.Next(3); i > 0; i--)
            {
                map[Pick(Texts)] = Value(valueField, depth);
            }
        }
        else if (field.IsRepeated)
        {
            var list = (IList)field.Accessor.GetValue(message);
            for (var i = _random.Next(3); i > 0; i--)
            {
                list.Add(Value(field, depth));
            }
        }
        else
        {
            field.Accessor.SetValue(message, Value(field, depth));
        }
    }

    private object Value(FieldDescriptor field, int depth) => field.FieldType switch
    {
        FieldType.Message => Make(field.MessageType, depth + 1),
        FieldType.Enum => Pick([.. field.EnumType.Values]).Number,
        FieldType.String => Pick(Texts),
        FieldType.Bytes => Bytes(),
        FieldType.Bool => _random.Next(2) == 0,
        FieldType.Double => Pick(Doubles),
        FieldType.Int32 => Pick([0, 1, -1, int.MinValue, int.MaxValue]),
        FieldType.Int64 => Pick([0, 1, -1, long.MinValue, long.MaxValue, (1L << 53) + 1]),
        FieldType.UInt32 => Pick([0u, 1u, uint.MaxValue]),
        FieldType.UInt64 => Pick([0ul, 1ul, ulong.MaxValue, (1ul << 53) + 1]),
        var other => throw new NotSupportedException(other.ToString()),
    };

    private ByteString Bytes()
    {
        var bytes = new byte[_random.Next(20)];
        _random.NextBytes(bytes);
        return ByteString.CopyFrom(bytes);
    }

    private T Pick<T>(T[] values) => values[_random.Next(values.Length)];
}
