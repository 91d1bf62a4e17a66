namespace MesosOperator.Core.Allocation;

/// <summary>Names of scalar resources by small numbers, so that books can keep an amount of each in a list.</summary>
internal sealed class ScalarNames
{
    private readonly List<string> _names = [];

    public int Count => _names.Count;

    public string this[int number] => _names[number];

    /// <summary>The number of a name; a name that is new gets the next one.</summary>
    public int NumberOf(string name)
    {
        for (var number = 0; number < _names.Count; number++)
            if (ReferenceEquals(_names[number], name) || _names[number] == name)
                return number;
        _names.Add(name);
        return _names.Count - 1;
    }
}
