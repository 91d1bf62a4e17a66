using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Text;

/// <summary>Ids of containers as text: that of one within another follows that one's, after a point.</summary>
public static class ContainerIds
{
    /// <summary>Deeper ones are nobody's.</summary>
    private const int Deepest = 8;

    /// <summary>The id in the form of messages.</summary>
    public static ContainerID ToWire(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        ContainerID? whole = null;
        foreach (var part in id.Split('.'))
            whole = new ContainerID { Value = part, Parent = whole };
        return whole!;
    }

    /// <summary>The id as text; null where it makes no sense.</summary>
    public static string? FromWire(ContainerID id)
    {
        var parts = new Stack<string>();
        for (var at = id; at is not null; at = at.Parent)
        {
            if (parts.Count == Deepest || at.Value.Length is 0 or > 255 || at.Value.Any(letter => letter is '.' or '/' or '\\' || char.IsControl(letter)))
                return null;
            parts.Push(at.Value);
        }

        return string.Join('.', parts);
    }
}
