using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace MesosOperator.Protocol.Messages;

/// <summary>
/// The proto2 rules that the C# runtime leaves to its user: required fields must be present, and an enum
/// number without a name counts as an absent field. What to look at is worked out once per message type.
/// </summary>
public static class MessageCompleteness
{
    private static readonly ConcurrentDictionary<MessageDescriptor, Shape> Shapes = new();

    /// <summary>How many paths are told at most; a body of empty objects would otherwise make a longer answer than itself.</summary>
    public const int MaxMissing = 16;

    /// <summary>
    /// The dotted paths of absent required fields, in the order a Mesos master lists them; the first
    /// <see cref="MaxMissing"/> of them.
    /// </summary>
    public static IReadOnlyList<string> MissingFields(IMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (IsComplete(message))
        {
            return [];
        }

        var missing = new List<string>();
        Collect(message, "", missing);
        return missing;
    }

    /// <summary>Unsets, at any depth, enum fields whose number has no name.</summary>
    public static void DropUnknownEnums(IMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var shape = ShapeOf(message.Descriptor);
        foreach (var field in shape.Enums)
        {
            if (field.Descriptor.IsRepeated)
            {
                RemoveUnknown((IList)field.Descriptor.Accessor.GetValue(message), field.Numbers);
            }
            else if (field.Descriptor.Accessor.HasValue(message)
                && !field.Numbers.Contains((int)field.Descriptor.Accessor.GetValue(message)))
            {
                field.Descriptor.Accessor.Clear(message);
            }
        }

        foreach (var field in shape.Children)
        {
            DropUnknownEnumsIn(field.Accessor.GetValue(message));
        }
    }

    private static void DropUnknownEnumsIn(object? value)
    {
        if (value is IMessage child)
        {
            DropUnknownEnums(child);
        }
        else if (value is IDictionary { Count: > 0 } map)
        {
            foreach (var item in map.Values)
            {
                DropUnknownEnums((IMessage)item);
            }
        }
        else if (value is IList list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                DropUnknownEnums((IMessage)list[i]!);
            }
        }
    }

    private static void RemoveUnknown(IList values, FrozenSet<int> numbers)
    {
        for (var i = values.Count - 1; i >= 0; i--)
        {
            if (!numbers.Contains((int)values[i]!))
            {
                values.RemoveAt(i);
            }
        }
    }

    private static void Collect(IMessage message, string path, List<string> missing)
    {
        var shape = ShapeOf(message.Descriptor);
        missing.AddRange(shape.Required
            .Where(field => !field.Accessor.HasValue(message))
            .Take(MaxMissing - missing.Count)
            .Select(field => path + field.Name));
        foreach (var field in shape.Children)
        {
            foreach (var (child, key) in ChildrenOf(message, field))
            {
                if (missing.Count < MaxMissing)
                {
                    Collect(child, $"{path}{field.Name}{key}.", missing);
                }
            }
        }
    }

    private static bool IsComplete(IMessage message)
    {
        var shape = ShapeOf(message.Descriptor);
        foreach (var field in shape.Required)
        {
            if (!field.Accessor.HasValue(message))
            {
                return false;
            }
        }

        foreach (var field in shape.Children)
        {
            var value = field.Accessor.GetValue(message);
            if (value is IMessage child ? !IsComplete(child) : value is not null && !AllComplete(value))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AllComplete(object value)
    {
        if (value is IDictionary { Count: > 0 } map)
        {
            foreach (var item in map.Values)
            {
                if (!IsComplete((IMessage)item))
                {
                    return false;
                }
            }
        }
        else if (value is IList list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                if (!IsComplete((IMessage)list[i]!))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static IEnumerable<(IMessage Child, string Key)> ChildrenOf(IMessage message, FieldDescriptor field)
    {
        switch (field.Accessor.GetValue(message))
        {
            case IMessage child:
                yield return (child, "");
                break;
            case IDictionary map:
                foreach (DictionaryEntry entry in map)
                {
                    yield return ((IMessage)entry.Value!, $"[{entry.Key}]");
                }

                break;
            case IList list:
                for (var i = 0; i < list.Count; i++)
                {
                    yield return ((IMessage)list[i]!, $"[{i}]");
                }

                break;
        }
    }

    private static Shape ShapeOf(MessageDescriptor descriptor) => Shapes.GetOrAdd(descriptor, Shape.Of);

    private sealed record EnumField(FieldDescriptor Descriptor, FrozenSet<int> Numbers);

    private sealed record Shape(FieldDescriptor[] Required, FieldDescriptor[] Children, EnumField[] Enums)
    {
        public static Shape Of(MessageDescriptor descriptor) => new(
            [.. descriptor.Fields.InDeclarationOrder().Where(f => f.IsRequired)],
            [.. descriptor.Fields.InFieldNumberOrder().Where(HoldsMessages)],
            [.. descriptor.Fields.InDeclarationOrder().Where(f => f.FieldType == FieldType.Enum)
                .Select(f => new EnumField(f, f.EnumType.Values.Select(v => v.Number).ToFrozenSet()))]);

        private static bool HoldsMessages(FieldDescriptor field) => field.IsMap
            ? field.MessageType.FindFieldByName("value").FieldType == FieldType.Message
            : field.FieldType == FieldType.Message;
    }
}
