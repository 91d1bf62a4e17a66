namespace MesosOperator.Core.Primitives;

/// <summary>
/// A set of small numbers as bits; grows as needed and never shrinks. A struct that changes: it lies within the one field
/// that holds it, which saves every agent an object and every question a step through memory.
/// </summary>
internal struct SlotSet()
{
    private const int BitsPerWord = 64;

    private ulong[] _words = [];

    /// <summary>Puts a number in.</summary>
    public void Add(int slot)
    {
        var word = slot / BitsPerWord;
        if (word >= _words.Length)
            Array.Resize(ref _words, word + 1);
        _words[word] |= 1UL << (slot % BitsPerWord);
    }

    /// <summary>Takes a number out.</summary>
    public readonly void Remove(int slot)
    {
        var word = slot / BitsPerWord;
        if (word < _words.Length)
            _words[word] &= ~(1UL << (slot % BitsPerWord));
    }

    /// <summary>Takes everything out.</summary>
    public readonly void Clear() => Array.Clear(_words);

    /// <summary>Whether a number is in the set.</summary>
    public readonly bool Contains(int slot)
    {
        var word = slot / BitsPerWord;
        return word < _words.Length && (_words[word] >> (slot % BitsPerWord) & 1) != 0;
    }

    /// <summary>Whether every number of the other set is in this one.</summary>
    public readonly bool Covers(in SlotSet other)
    {
        for (var word = 0; word < other._words.Length; word++)
            if ((other._words[word] & ~(word < _words.Length ? _words[word] : 0)) != 0)
                return false;
        return true;
    }
}
