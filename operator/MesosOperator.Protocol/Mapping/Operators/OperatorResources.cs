using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;
using MesosOperator.Protocol.Mapping.Resources;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Operators;

/// <summary>
/// Resources as operators read them: a stack of at most one reservation is said in the old form and in the new one, so that
/// tools of either time find it.
/// </summary>
public static class OperatorResources
{
    /// <summary>Resources that nobody uses.</summary>
    public static IEnumerable<Wire.Resource> Of(IEnumerable<Resource> resources) => resources.Select(ResourcesToWire.ForOperator);

    /// <summary>Resources that a role uses or is offered.</summary>
    public static IEnumerable<Wire.Resource> Of(ResourceSet resources, RoleName role)
    {
        ArgumentNullException.ThrowIfNull(resources);
        return Of(resources.Items).Select(resource =>
        {
            resource.AllocationInfo = new Wire.Resource.Types.AllocationInfo { Role = role.Value };
            return resource;
        });
    }

    /// <summary>Resources by the role that uses them or is offered them.</summary>
    public static IEnumerable<Wire.Resource> Of(IEnumerable<KeyValuePair<RoleName, ResourceSet>> byRole) =>
        byRole.SelectMany(held => Of(held.Value, held.Key));
}
