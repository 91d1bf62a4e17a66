using System.Collections.Concurrent;

namespace MesosOperator.Runtime.Metrics;

/// <summary>Names of the closed sets of commands and events, for labels: <c>FrameworkCommand.Accept</c>.</summary>
internal static class TypeNames
{
    private static readonly ConcurrentDictionary<Type, string> Names = new();

    public static string Of(object value) => Names.GetOrAdd(
        value.GetType(), static type => type.DeclaringType is { } group ? $"{group.Name}.{type.Name}" : type.Name);
}
