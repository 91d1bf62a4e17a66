using System.Globalization;
using MesosOperator.Protocol.Mesos.V1;
using Range = MesosOperator.Protocol.Mesos.V1.Value.Types.Range;

namespace MesosOperator.AgentRuntime.Inventory;

/// <summary>Whether what an agent has now holds what was made of it before (case R06).</summary>
internal static class ResourceFit
{
    /// <summary>Everything that does not fit, in words; empty when all does.</summary>
    /// <param name="offered">What the agent has.</param>
    /// <param name="needed">Reservations and volumes, or what tasks use.</param>
    public static IEnumerable<string> Problems(IReadOnlyCollection<Resource> offered, IReadOnlyCollection<Resource> needed)
    {
        foreach (var name in needed.Select(resource => resource.Name).Distinct(StringComparer.Ordinal))
        {
            var (has, needs) = (Scalar(offered, name), Scalar(needed, name));
            if (needs > has)
                yield return string.Create(CultureInfo.InvariantCulture, $"{name}: {needs} needed, {has} there");
            foreach (var range in Ranges(needed, name).Where(range => !Ranges(offered, name).Any(own => own.Begin <= range.Begin && range.End <= own.End)))
                yield return string.Create(CultureInfo.InvariantCulture, $"{name}: {range.Begin}-{range.End} needed and not there");
        }
    }

    private static double Scalar(IEnumerable<Resource> resources, string name) =>
        Math.Round(resources.Where(resource => resource.Name == name && resource.Scalar is not null && resource.Shared is null).Sum(resource => resource.Scalar.Value), 3);

    private static IEnumerable<Range> Ranges(IEnumerable<Resource> resources, string name) =>
        resources.Where(resource => resource.Name == name && resource.Ranges is not null).SelectMany(resource => resource.Ranges.Range);
}
