using MesosOperator.Core.Roles;
using MesosOperator.Protocol.Mesos.V1;
using ReservationInfo = MesosOperator.Protocol.Mesos.V1.Resource.Types.ReservationInfo;

namespace MesosOperator.AgentRuntime.Inventory;

/// <summary>For whom the configuration of an agent reserves a resource; <c>*</c> where for nobody. Operations cannot change it.</summary>
internal static class StaticRole
{
    public const string Nobody = "*";

    /// <summary>Of a resource in either form, also where operations have made reservations on top of it.</summary>
    public static string Of(Resource resource) =>
        resource.Reservations is [{ } first, ..] ? first.Type == ReservationInfo.Types.Type.Static ? first.Role : Nobody
        : resource.Reservation is null && OldRole(resource) is { Length: > 0 } role ? role
        : Nobody;

    /// <summary>The resource, reserved for a role in the form that agents tell; for nobody where that is <c>*</c>.</summary>
    public static Resource Give(Resource resource, string role)
    {
        var given = Bare(resource);
        if (role != Nobody)
            given.Reservations.Add(new ReservationInfo { Type = ReservationInfo.Types.Type.Static, Role = role });
        return given;
    }

    /// <summary>The name with the role, as Mesos writes them: <c>cpus(eng/dev)</c>.</summary>
    public static string Name(Resource resource) => Of(resource) is var role && role == Nobody ? resource.Name : $"{resource.Name}({role})";

    /// <summary>Whether nothing is said about reservations, so that a default may be meant.</summary>
    public static bool IsUnsaid(Resource resource) => resource.Reservations.Count == 0 && resource.Reservation is null && OldRole(resource) is null;

    /// <summary>What is wrong with the reservations that a configuration names, or null.</summary>
    public static string? Problem(Resource resource)
    {
        if (resource.Reservation is not null || resource.Reservations.Any(reservation => reservation.Type == ReservationInfo.Types.Type.Dynamic))
            return "dynamic reservations are made by operations on the running agent, not here";
        if (resource.Reservations.Count > 1)
            return "a resource can be reserved for one role here";
        if (resource.Reservations is not [{ } only])
            return OldRole(resource) is { } role ? RoleName.Problem(role) : null;
        return OldRole(resource) is not null ? "has both 'role' and 'reservations'"
            : only.Type != ReservationInfo.Types.Type.Static ? "the type of a reservation must be STATIC here"
            : only.HasPrincipal || only.Labels is not null ? "principal and labels are for dynamic reservations"
            : only.Role is "" or Nobody ? "a reservation must name a role, and not '*'"
            : RoleName.Problem(only.Role);
    }

#pragma warning disable CS0612 // the deprecated field is how the text form and old tools say it
    private static string? OldRole(Resource resource) => resource.HasRole ? resource.Role : null;

    private static Resource Bare(Resource resource)
    {
        var bare = resource.Clone();
        bare.Reservations.Clear();
        bare.ClearRole();
        return bare;
    }
#pragma warning restore CS0612
}
