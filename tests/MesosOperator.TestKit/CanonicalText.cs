using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;

namespace MesosOperator.TestKit;

/// <summary>
/// Writes a record and all that it holds as one line that is the same in each process. A record's own text does not
/// look into its lists, so two runs could differ without showing it.
/// </summary>
public static class CanonicalText
{
    private static readonly Dictionary<Type, PropertyInfo[]> Known = [];

    public static string Of(object value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append('-');
                break;
            case string or bool or Enum or ResourceSet or ResourceQuantities:
                text.Append(value);
                break;
            case Instant moment:
                text.Append(moment.Ticks);
                break;
            case Payload payload:
                text.Append(Convert.ToHexString(payload.Bytes.Span));
                break;
            case TimeSpan duration:
                text.Append(duration.Ticks);
                break;
            case IFormattable number:
                text.Append(number.ToString(null, CultureInfo.InvariantCulture));
                break;
            case IEnumerable items:
                WriteItems(text, items);
                break;
            default:
                WriteProperties(text, value);
                break;
        }
    }

    private static void WriteItems(StringBuilder text, IEnumerable items)
    {
        text.Append('[');
        foreach (var item in items)
        {
            Write(text, item);
            text.Append(' ');
        }

        text.Append(']');
    }

    private static void WriteProperties(StringBuilder text, object value)
    {
        var type = value.GetType();
        text.Append(type.DeclaringType is { } outer ? $"{outer.Name}.{type.Name}" : type.Name).Append('{');
        foreach (var property in PropertiesOf(type))
        {
            text.Append(property.Name).Append('=');
            Write(text, property.GetValue(value));
            text.Append(' ');
        }

        text.Append('}');
    }

    /// <summary>What a record consists of, by name: reflection promises no order, and computed properties tell nothing new.</summary>
    private static PropertyInfo[] PropertiesOf(Type type)
    {
        lock (Known)
        {
            if (!Known.TryGetValue(type, out var properties))
                Known.Add(type, properties = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    .Where(property => property.CanWrite || IsPositional(type, property))
                    .Where(property => property.GetIndexParameters().Length == 0)
                    .OrderBy(property => property.Name, StringComparer.Ordinal)]);
            return properties;
        }
    }

    private static bool IsPositional(Type type, PropertyInfo property) =>
        type.GetConstructors().Any(constructor => constructor.GetParameters().Any(parameter => string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase)));
}
