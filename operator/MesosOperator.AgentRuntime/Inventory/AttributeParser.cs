using System.Collections.Immutable;
using Attribute = MesosOperator.Protocol.Mesos.V1.Attribute;
using Text = MesosOperator.Protocol.Mesos.V1.Value.Types.Text;
using ValueType = MesosOperator.Protocol.Mesos.V1.Value.Types.Type;

namespace MesosOperator.AgentRuntime.Inventory;

/// <summary>Reads <c>--attributes</c>, such as <c>rack:r1;level:10;ports:[1-3]</c>: a number, ranges, or else text.</summary>
internal static class AttributeParser
{
    public static Parsed<ImmutableArray<Attribute>> Parse(string text)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        var attributes = ImmutableArray.CreateBuilder<Attribute>();
        foreach (var part in text.Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var colon = part.IndexOf(':', StringComparison.Ordinal);
            var name = colon < 0 ? "" : part[..colon].Trim();
            if (name.Length == 0 || colon == part.Length - 1)
                problems.Add($"'{part}' is not name:value");
            else if (attributes.Any(known => known.Name == name))
                problems.Add($"{name}: given twice");
            else if (Read(name, part[(colon + 1)..].Trim(), out var problem) is { } attribute)
                attributes.Add(attribute);
            else
                problems.Add($"{name}: {problem}");
        }

        return new(attributes.ToImmutable(), problems.ToImmutable());
    }

    private static Attribute? Read(string name, string value, out string problem)
    {
        problem = "";
        if (value.StartsWith('['))
        {
            var ranges = ValueText.Ranges(value, out problem);
            return ranges is null ? null : new Attribute { Name = name, Type = ValueType.Ranges, Ranges = ranges };
        }

        if (ValueText.Scalar(value, out _) is { } scalar)
            return new Attribute { Name = name, Type = ValueType.Scalar, Scalar = scalar };
        if (!value.Any(character => char.IsControl(character) || character is '{' or '}' or '[' or ']'))
            return new Attribute { Name = name, Type = ValueType.Text, Text = new Text { Value = value } };
        problem = $"'{value}' is neither text, nor a number, nor ranges";
        return null;
    }
}
