using System.Collections.Concurrent;
using System.Text;

namespace MesosOperator.Runtime.Metrics;

/// <summary>Names of members of closed sets as Mesos writes names: <c>TaskInvalid</c> is <c>task_invalid</c>.</summary>
public static class SnakeCase
{
    private static readonly ConcurrentDictionary<Enum, string> Known = new();

    /// <summary>The name of a member, in lower case.</summary>
    public static string Of(Enum member) => Known.GetOrAdd(member, static member => Of(member.ToString()));

    /// <summary>A name in lower case.</summary>
    public static string Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var text = new StringBuilder(name.Length + 8);
        foreach (var character in name)
        {
            if (char.IsUpper(character) && text.Length > 0)
                text.Append('_');
            text.Append(char.ToLowerInvariant(character));
        }

        return text.ToString();
    }
}
