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
        if (name.Length == 0 || name.Any(character => char.IsWhiteSpace(character) || character is ':' or ';'))
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
        if (resource.Disk is not null || IsReserved(resource) || resource.Revocable is not null || resource.Shared is not null)
            yield return $"{name}: reservations, volumes, revocable and shared resources are not supported";
    }

#pragma warning disable CS0612 // the deprecated role must still be understood to be refused
    private static bool IsReserved(Resource resource) =>
        resource.Reservations.Count > 0 || resource.Reservation is not null || resource.Role is not ("" or "*");
#pragma warning restore CS0612

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
