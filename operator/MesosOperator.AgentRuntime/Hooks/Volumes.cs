using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Hooks;

/// <summary>What names a persistent volume on an agent: the role that it is reserved for, and its id.</summary>
internal static class Volumes
{
    /// <summary>The role that a resource is reserved for, in either form.</summary>
#pragma warning disable CS0612 // Frameworks without RESERVATION_REFINEMENT still use the old field.
    public static string RoleOf(Resource resource) => resource.Reservations.Count > 0 ? resource.Reservations[^1].Role : resource.Role;
#pragma warning restore CS0612

    /// <summary>A volume and where it is to be, as text.</summary>
    public static string PlaceOf(Resource volume) => $"{RoleOf(volume)}/{volume.Disk.Persistence.Id} at {volume.Disk.Volume?.ContainerPath}";

    /// <summary>The volumes among resources.</summary>
    public static IEnumerable<(string Role, string Id)> Among(IEnumerable<Resource> resources) =>
        resources.Where(resource => resource.Disk?.Persistence is not null).Select(resource => (RoleOf(resource), resource.Disk.Persistence.Id));
}
