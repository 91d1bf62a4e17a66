namespace MesosOperator.Launcher;

/// <summary>A line of bytes on the stack, put together without the managed heap.</summary>
internal unsafe ref struct Text(byte* buffer, int capacity)
{
    public int Length { get; private set; }

    public void Add(ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < text.Length && Length < capacity; i++)
            buffer[Length++] = text[i];
    }

    public void Add(byte* text)
    {
        while (*text != 0 && Length < capacity)
            buffer[Length++] = *text++;
    }

    public void Add(long number)
    {
        if (number < 0)
        {
            Add("-"u8);
            number = -number;
        }

        if (number >= 10)
            Add(number / 10);
        if (Length < capacity)
            buffer[Length++] = (byte)('0' + number % 10);
    }

    /// <summary>So that a call of the system finds its end.</summary>
    public readonly void End() => buffer[Length < capacity ? Length : capacity - 1] = 0;
}
