using System.Globalization;
using MesosOperator.Core.Partitions;
using MesosOperator.Core.Resources;
using MesosOperator.TestKit;

namespace MesosOperator.Core.Tests.Scenarios;

/// <summary>The rest of a step: words in order and options <c>name=value</c> anywhere. Each must be used.</summary>
internal sealed class Words(IEnumerable<string> words)
{
    private readonly List<string> _words = [.. words];

    public bool IsEmpty => _words.Count == 0;

    /// <summary>The next word that is no option.</summary>
    public string Next(string what)
    {
        var index = _words.FindIndex(word => !word.Contains('='));
        if (index < 0)
            throw new FormatException($"{what} is missing");
        return Take(index);
    }

    /// <summary>All words that are no options.</summary>
    public IReadOnlyList<string> Rest()
    {
        var rest = _words.Where(word => !word.Contains('=')).ToArray();
        _words.RemoveAll(word => !word.Contains('='));
        return rest;
    }

    /// <summary>Whether the word stands here; it is used up then.</summary>
    public bool Has(string word) => _words.Remove(word);

    /// <summary>The value of an option, or null.</summary>
    public string? Option(string name)
    {
        var index = _words.FindIndex(word => word.StartsWith(name + "=", StringComparison.Ordinal));
        return index < 0 ? null : Take(index)[(name.Length + 1)..];
    }

    /// <summary>The value of an option as a list.</summary>
    public string[] List(string name) => Option(name)?.Split(',') ?? [];

    /// <summary>The value of an option as a time: 1.5s, 3m, 2h, 1d.</summary>
    public TimeSpan? Duration(string name) => Option(name) is { } text ? ParseDuration(text) : null;

    /// <summary>The option <c>partition=Replace/60s</c>, or <c>partition=Keep</c>.</summary>
    public PartitionPolicy? Partition() => Option("partition")?.Split('/') is not { } parts ? null
        : new(Enum.Parse<PartitionAction>(parts[0]), parts.Length > 1 ? ParseDuration(parts[1]) : TimeSpan.Zero);

    /// <summary>All options that are left.</summary>
    public IReadOnlyList<(string Name, string Value)> Pairs()
    {
        var pairs = _words.Where(word => word.Contains('=')).Select(word => (word[..word.IndexOf('=')], word[(word.IndexOf('=') + 1)..])).ToArray();
        _words.RemoveAll(word => word.Contains('='));
        return pairs;
    }

    /// <summary>All options that are left, read as resources.</summary>
    public ResourceSet Resources()
    {
        var options = _words.Where(word => word.Contains('=')).ToArray();
        _words.RemoveAll(word => word.Contains('='));
        return ResourceSet.Of(options.Select(ResourceText.ParseOne));
    }

    /// <summary>What stands after each of some words, in order, with the word.</summary>
    public IReadOnlyList<(string Word, Words Words)> SplitAtAny(IReadOnlyCollection<string> words)
    {
        var parts = new List<(string, Words)>();
        for (var index = _words.FindLastIndex(words.Contains); index >= 0; index = _words.FindLastIndex(words.Contains))
        {
            parts.Insert(0, (_words[index], new(_words[(index + 1)..])));
            _words.RemoveRange(index, _words.Count - index);
        }

        return parts;
    }

    /// <summary>The options that begin with a prefix, without it.</summary>
    public IReadOnlyList<(string Name, string Value)> PairsAfter(string prefix)
    {
        var options = _words.Where(word => word.StartsWith(prefix, StringComparison.Ordinal)).ToArray();
        _words.RemoveAll(word => word.StartsWith(prefix, StringComparison.Ordinal));
        return [.. options.Select(option => option[prefix.Length..].Split('=', 2)).Select(parts => (parts[0], parts[1]))];
    }

    /// <summary>The options that begin with a prefix, read as resources without it.</summary>
    public ResourceSet ResourcesAfter(string prefix)
    {
        var options = _words.Where(word => word.StartsWith(prefix, StringComparison.Ordinal)).ToArray();
        _words.RemoveAll(word => word.StartsWith(prefix, StringComparison.Ordinal));
        return ResourceSet.Of(options.Select(option => ResourceText.ParseOne(option[prefix.Length..])));
    }

    /// <summary>The options <c>min:name=amount</c>, each of which is enough; null where there are none, and <c>min:any</c> is anything.</summary>
    public ResourceMinimum? Minimum()
    {
        if (Has("min:any"))
            return new([]);
        var minimums = ResourcesAfter("min:");
        return minimums.IsEmpty ? null : new([.. minimums.Items.Select(item => ResourceSet.Of(item).Quantities)]);
    }

    public void RequireAllUsed()
    {
        if (!IsEmpty)
            throw new FormatException($"'{string.Join(' ', _words)}' means nothing here");
    }

    public static TimeSpan ParseDuration(string text)
    {
        var units = text[^1] switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            _ => throw new FormatException($"'{text}' is no duration"),
        };
        return units * double.Parse(text[..^1], CultureInfo.InvariantCulture);
    }

    private string Take(int index)
    {
        var word = _words[index];
        _words.RemoveAt(index);
        return word;
    }
}
