using System.Globalization;
using MesosOperator.Protocol.Mesos.V1;
using Range = MesosOperator.Protocol.Mesos.V1.Value.Types.Range;

namespace MesosOperator.AgentRuntime.Inventory;

/// <summary>Whether what an agent has now holds what was made of it before (case R06), for each role that it reserves resources for.</summary>
internal static class ResourceFit
{
    /// <summary>Everything that does not fit, in words; empty when all does.</summary>
    /// <param name="offered">What the agent has.</param>
    /// <param name="needed">Reservations and volumes, or what tasks use.</param>
    public static IEnumerable<string> Problems(IReadOnlyCollection<Resource> offered, IReadOnlyCollection<Resource> needed)
    {
        var (has, needs) = (offered.ToLookup(StaticRole.Name, StringComparer.Ordinal), needed.ToLookup(StaticRole.Name, StringComparer.Ordinal));
        foreach (var need in needs)
        {
            var (there, wanted) = (Scalar(has[need.Key]), Scalar(need));
            if (wanted > there)
                yield return string.Create(CultureInfo.InvariantCulture, $"{need.Key}: {wanted} needed, {there} there");
            foreach (var range in Ranges(need).Where(range => !Ranges(has[need.Key]).Any(own => own.Begin <= range.Begin && range.End <= own.End)))
                yield return string.Create(CultureInfo.InvariantCulture, $"{need.Key}: {range.Begin}-{range.End} needed and not there");
        }
    }

    private static double Scalar(IEnumerable<Resource> resources) =>
        Math.Round(resources.Where(resource => resource.Scalar is not null && resource.Shared is null).Sum(resource => resource.Scalar.Value), 3);

    private static IEnumerable<Range> Ranges(IEnumerable<Resource> resources) =>
        resources.Where(resource => resource.Ranges is not null).SelectMany(resource => resource.Ranges.Range);
}
