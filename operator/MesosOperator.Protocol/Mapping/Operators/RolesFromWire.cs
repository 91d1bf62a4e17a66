using System.Collections.Immutable;
using Google.Protobuf.Collections;
using MesosOperator.Core.Allocation;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;
using MesosOperator.Protocol.Mapping.Resources;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Operators;

/// <summary>Quotas and weights as operators write them. What their values must satisfy together is left to the core.</summary>
public static class RolesFromWire
{
    /// <summary>Maps weights; a role that is named twice has the last one.</summary>
    public static MappedCommand Weights(IEnumerable<Wire.WeightInfo> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var mapped = ImmutableSortedDictionary.CreateBuilder<RoleName, int>();
        foreach (var info in weights)
        {
            var milli = Math.Round(info.Weight * 1000);
            if (!info.HasRole || milli is not (>= 1 and <= int.MaxValue))
            {
                return MappedCommand.Fault(info.HasRole
                    ? $"Invalid weight '{info.Weight}' for role '{info.Role}': weights must be from 0.001 to {int.MaxValue / 1000}"
                    : "Expecting 'role' of each weight to be present");
            }

            mapped[new(info.Role)] = (int)milli;
        }

        return MappedCommand.Of(new OperatorCommand.UpdateWeights(mapped.ToImmutable()));
    }

    /// <summary>Maps quotas with their guarantees and limits.</summary>
    public static MappedCommand Quotas(IEnumerable<Wire.Quota.QuotaConfig> configs, Overcommit overcommit)
    {
        ArgumentNullException.ThrowIfNull(configs);
        var mapped = ImmutableArray.CreateBuilder<QuotaConfig>();
        foreach (var config in configs)
        {
            var (guarantees, limits) = (Quantities(config.Guarantees), Quantities(config.Limits));
            if (guarantees is null || limits is null)
            {
                return MappedCommand.Fault($"Invalid quota for role '{config.Role}': a value is not a number that can be counted");
            }

            mapped.Add(new(new(config.Role), new(ResourceQuantities.Of(guarantees), ResourceLimits.Of(limits))));
        }

        return MappedCommand.Of(new OperatorCommand.UpdateQuota(mapped.ToImmutable(), overcommit));
    }

    /// <summary>Maps a quota in the old form, in which what is guaranteed is the limit too (case Q21).</summary>
    public static MappedCommand OldQuota(Wire.Quota.QuotaRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if ((request.Role.Length == 0 ? "Role names cannot be the empty string" : RoleName.Problem(request.Role)) is { } roleProblem)
        {
            return MappedCommand.Fault($"Failed to validate set quota request: QuotaInfo with invalid role: {roleProblem}");
        }

        var resources = ResourcesFromWire.Map(request.Guarantee);
        var problem = resources.Problem
            ?? request.Guarantee.Select(resource => OldProblem(resource)).FirstOrDefault(found => found is not null)
            ?? (request.Guarantee.DistinctBy(resource => resource.Name).Count() < request.Guarantee.Count ? "it names a resource twice" : null);
        if (problem is not null)
        {
            return MappedCommand.Fault($"Failed to validate set quota request: QuotaInfo with invalid content: {problem}");
        }

        var quota = new Quota(resources.Resources.Quantities, ResourceLimits.Of(resources.Resources.Quantities.Items));
        return MappedCommand.Of(new OperatorCommand.UpdateQuota([new(new(request.Role), quota)], request.Force ? Overcommit.Allow : Overcommit.Refuse));
    }

    private static string? OldProblem(Wire.Resource resource) =>
        resource.Type != Wire.Value.Types.Type.Scalar ? $"'{resource.Name}' is not a scalar"
        : resource.Disk is not null || resource.Revocable is not null || resource.Reservations.Count > 0 || resource.Reservation is not null || HasOldRole(resource)
            ? $"'{resource.Name}' is reserved, revocable or a special disk"
        : null;

#pragma warning disable CS0612 // The old form of a reservation.
    private static bool HasOldRole(Wire.Resource resource) => resource.Role != RoleName.Any.Value;
#pragma warning restore CS0612

    private static List<ResourceQuantity>? Quantities(MapField<string, Wire.Value.Types.Scalar> values)
    {
        var quantities = new List<ResourceQuantity>();
        foreach (var (name, value) in values)
        {
            if (ValuesFromWire.Amount(value) is not { } amount)
            {
                return null;
            }

            quantities.Add(new(name, amount));
        }

        return quantities;
    }
}
