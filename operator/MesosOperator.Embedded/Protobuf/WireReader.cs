using System.Text.Json;

namespace MesosOperator.Embedded.Protobuf;

/// <summary>Goes through the fields of a message: numbers and bytes; fixed-width fields are skipped.</summary>
internal ref struct WireReader(ReadOnlySpan<byte> bytes)
{
    private const int VarintBitsMax = 63;

    private ReadOnlySpan<byte> _rest = bytes;

    public int Number { get; private set; }

    public ulong Value { get; private set; }

    public ReadOnlySpan<byte> Bytes { get; private set; }

    public bool Next()
    {
        if (_rest.IsEmpty)
            return false;
        var tag = Varint();
        Number = (int)(tag >> 3);
        Value = 0;
        Bytes = [];
        switch (tag & 7)
        {
            case 0:
                Value = Varint();
                break;
            case 1:
                Take(sizeof(ulong));
                break;
            case 2:
                Bytes = Take(Varint());
                break;
            case 5:
                Take(sizeof(uint));
                break;
            default:
                throw new JsonException("the protobuf body is broken");
        }
        return true;
    }

    private ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)_rest.Length)
            throw new JsonException("the protobuf body ends too early");
        var taken = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return taken;
    }

    private ulong Varint()
    {
        var value = 0UL;
        for (var shift = 0; shift <= VarintBitsMax; shift += 7)
        {
            var next = Take(1)[0];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
        throw new JsonException("the protobuf body has a number that is too long");
    }
}
