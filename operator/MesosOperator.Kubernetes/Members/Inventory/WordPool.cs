using System.Diagnostics.CodeAnalysis;

namespace MesosOperator.Kubernetes.Members.Inventory;

/// <summary>Keeps one copy of each word that many say, such as the names of nodes and namespaces. Its owner sees to one caller at a time.</summary>
internal sealed class WordPool
{
    /// <summary>So many words are kept; where there are more it begins anew.</summary>
    private const int WordsMax = 10_000;

    private readonly HashSet<string> _words = new(StringComparer.Ordinal);

    /// <summary>The copy that is kept of a word.</summary>
    [return: NotNullIfNotNull(nameof(word))]
    public string? Find(string? word)
    {
        if (word is null)
            return null;
        if (_words.TryGetValue(word, out var kept))
            return kept;
        if (_words.Count >= WordsMax)
            _words.Clear();
        _words.Add(word);
        return word;
    }
}
