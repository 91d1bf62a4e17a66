using System.Collections.Immutable;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;
using MesosOperator.Protocol.Mapping.Labels;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Resources;

/// <summary>The reservations of a resource, in the old form (one role) or the new one (a stack of roles).</summary>
internal static class ReservationsFromWire
{
    private const string AnyRole = "*";

    /// <summary>The stack, empty when unreserved; <see cref="Problem"/> must have found nothing.</summary>
    public static ImmutableArray<Reservation> Map(Wire.Resource resource)
    {
        if (resource.Reservations.Count > 0)
        {
            return [.. resource.Reservations.Select(item => Map(
                item, item.Type == Wire.Resource.Types.ReservationInfo.Types.Type.Dynamic ? ReservationKind.Dynamic : ReservationKind.Static, item.Role))];
        }

        if (OldRole(resource) == AnyRole)
        {
            return [];
        }

        return resource.Reservation is { } reservation
            ? [Map(reservation, ReservationKind.Dynamic, OldRole(resource))]
            : [new Reservation(ReservationKind.Static, OldRole(resource), null, [])];
    }

    /// <summary>What is wrong with the reservations, or null.</summary>
    public static string? Problem(Wire.Resource resource) =>
        resource.Reservations.Count > 0 ? StackProblem(resource) : OldProblem(resource);

    private static Reservation Map(Wire.Resource.Types.ReservationInfo item, ReservationKind kind, string role) =>
        new(kind, role, item.HasPrincipal ? item.Principal : null, LabelsFromWire.Map(item.Labels));

    private static string? OldProblem(Wire.Resource resource)
    {
        if (RoleName.Problem(OldRole(resource)) is { } problem)
        {
            return problem;
        }

        if (resource.Reservation is not { } reservation)
        {
            return null;
        }

        return OldRole(resource) == AnyRole ? "Invalid reservation: role \"*\" cannot be dynamically reserved"
            : reservation.HasType || reservation.HasRole ? "'Resource.reservation' must not have a type or a role of its own"
            : resource.Revocable is not null ? "Dynamically reserved resource cannot be created from revocable resources"
            : null;
    }

    private static string? StackProblem(Wire.Resource resource)
    {
        if (resource.Reservation is not null || OldRole(resource) != AnyRole)
        {
            return "'Resource.role' and 'Resource.reservation' must not be set when 'Resource.reservations' is";
        }

        Wire.Resource.Types.ReservationInfo? below = null;
        foreach (var item in resource.Reservations)
        {
            if (ItemProblem(item, below) is { } problem)
            {
                return problem;
            }

            below = item;
        }

        return null;
    }

    private static string? ItemProblem(Wire.Resource.Types.ReservationInfo item, Wire.Resource.Types.ReservationInfo? below)
    {
        if (!item.HasType || item.Type == Wire.Resource.Types.ReservationInfo.Types.Type.Unknown)
        {
            return "Invalid reservation: type is not specified";
        }

        if (!item.HasRole || item.Role == AnyRole)
        {
            return "Invalid reservation: role \"*\" cannot be reserved";
        }

        if (RoleName.Problem(item.Role) is { } problem)
        {
            return $"Invalid reservation: {problem}";
        }

        if (below is null)
        {
            return null;
        }

        return item.Type != Wire.Resource.Types.ReservationInfo.Types.Type.Dynamic ? "Invalid refined reservation: a refined reservation can only be dynamic"
            : item.Role == below.Role || !new RoleName(item.Role).IsAtOrBelow(below.Role)
                ? $"Invalid refined reservation: role '{item.Role}' is not a refinement of '{below.Role}'"
            : null;
    }

#pragma warning disable CS0612 // Frameworks without RESERVATION_REFINEMENT still use the old field.
    private static string OldRole(Wire.Resource resource) => resource.Role;
#pragma warning restore CS0612
}
