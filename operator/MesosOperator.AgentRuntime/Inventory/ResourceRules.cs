using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Inventory;

/// <summary>What a resource of an agent must be like.</summary>
internal static class ResourceRules
{
    private const ulong LastPort = 65_535;
    private const double LargestScalar = 1e12;

    private static readonly string[] Scalars = ["cpus", "mem", "disk", "gpus"];

    public static IEnumerable<string> Problems(Resource resource)
    {
        var name = resource.Name;
        if (name.Length == 0 || name.Any(character => char.IsWhiteSpace(character) || character is ':' or ';' or '(' or ')'))
            yield return $"'{name}' is not a name of a resource";
        if (ValueProblem(resource) is { } value)
            yield return $"{name}: {value}";
        if (Scalars.Contains(name, StringComparer.Ordinal) && resource.Type != Value.Types.Type.Scalar)
            yield return $"{name}: must be a number";
        if (name == "gpus" && resource.Scalar is { } count && count.Value != Math.Floor(count.Value))
            yield return $"{name}: must be a whole number";
        if (name == "ports" && resource.Type != Value.Types.Type.Ranges)
            yield return $"{name}: must be ranges";
        if (name == "ports" && resource.Ranges is { } ports && ports.Range.Any(range => range.End > LastPort))
            yield return $"{name}: a port is at most {LastPort}";
        if (StaticRole.Problem(resource) is { } reservation)
            yield return $"{name}: {reservation}";
        if (resource.Disk is not null || resource.Revocable is not null || resource.Shared is not null)
            yield return $"{name}: volumes, revocable and shared resources are not supported";
    }

    /// <summary>What is wrong with all of an agent's resources together; each is fine, and there is one of each name and role.</summary>
    public static IEnumerable<string> Problems(IReadOnlyCollection<Resource> sum)
    {
        foreach (var same in sum.GroupBy(resource => resource.Name, StringComparer.Ordinal))
        {
            if (same.Select(resource => resource.Type).Distinct().Skip(1).Any())
                yield return $"{same.Key}: given with two different types";
            var ranges = same.Where(resource => resource.Ranges is not null).SelectMany(resource => resource.Ranges.Range).OrderBy(range => range.Begin).ToList();
            if (ranges.Zip(ranges.Skip(1)).Any(pair => pair.Second.Begin <= pair.First.End)
                || same.SelectMany(resource => resource.Set?.Item ?? []).GroupBy(item => item, StringComparer.Ordinal).Any(item => item.Skip(1).Any()))
                yield return $"{same.Key}: something of it is given to two roles";
        }
    }

    private static string? ValueProblem(Resource resource) => resource.Type switch
    {
        Value.Types.Type.Scalar when resource.Scalar is not { Value: >= 0 and <= LargestScalar } => "needs a number between 0 and 1e12",
        Value.Types.Type.Ranges when resource.Ranges is null => "needs ranges",
        Value.Types.Type.Ranges when resource.Ranges.Range.Any(range => range.Begin > range.End) => "a range ends before it begins",
        Value.Types.Type.Set when resource.Set is null => "needs a set",
        Value.Types.Type.Text => "a resource cannot be text",
        _ => null,
    };
}
