using System.Collections.Immutable;
using MesosOperator.Crds.Agents;
using MesosOperator.Crds.Clusters;
using MesosOperator.Crds.Frameworks;
using MesosOperator.Crds.Machines;
using MesosOperator.Crds.Offers;
using MesosOperator.Crds.Pools;
using MesosOperator.Crds.Roles;
using MesosOperator.Crds.Tasks;

namespace MesosOperator.Crds.Definitions;

/// <summary>Our kinds.</summary>
public static class ResourceDefinitions
{
    /// <summary>All of them, by kind in ordinal order.</summary>
    public static ImmutableArray<ResourceDefinition> All { get; } =
    [
        new(typeof(V1Alpha1Agent)),
        new(typeof(V1Alpha1Cluster)),
        new(typeof(V1Alpha1Framework)),
        new(typeof(V1Alpha1Machine)),
        new(typeof(V1Alpha1NodePool)),
        new(typeof(V1Alpha1Offer)),
        new(typeof(V1Alpha1Role)),
        new(typeof(V1Alpha1Task)),
    ];

    /// <summary>The kind of a type's objects.</summary>
    public static ResourceDefinition Of(Type type) => All.First(definition => definition.Type == type);

    /// <summary>The kind with a name, or null.</summary>
    public static ResourceDefinition? Find(string kind) => All.FirstOrDefault(definition => definition.Kind == kind);
}
