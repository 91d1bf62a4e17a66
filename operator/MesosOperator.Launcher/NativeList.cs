using System.Runtime.InteropServices;

namespace MesosOperator.Launcher;

/// <summary>Pointers to strings, ended by a null pointer as execve(2) wants it. Lives as long as the process.</summary>
internal sealed unsafe class NativeList
{
    private byte** _items = (byte**)NativeMemory.AllocZeroed(8, (nuint)sizeof(byte*));
    private int _capacity = 8;

    public int Count { get; private set; }

    public byte** Items => _items;

    public byte* this[int index] => _items[index];

    public void Add(byte* item)
    {
        if (Count + 1 == _capacity)
        {
            _capacity *= 2;
            _items = (byte**)NativeMemory.Realloc(_items, (nuint)(_capacity * sizeof(byte*)));
        }

        _items[Count++] = item;
        _items[Count] = null;
    }
}
