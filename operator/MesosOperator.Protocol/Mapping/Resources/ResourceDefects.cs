using MesosOperator.Core.Identity;
using MesosOperator.Core.Resources;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Resources;

/// <summary>What can be wrong with one resource, whoever sends it (case K22).</summary>
internal static class ResourceDefects
{
    /// <summary>The first fault, or null.</summary>
    public static string? Find(Wire.Resource resource) =>
        ValueProblem(resource)
        ?? ReservationsFromWire.Problem(resource)
        ?? DiskProblem(resource)
        ?? SharedProblem(resource);

    private static string? ValueProblem(Wire.Resource resource) => resource switch
    {
        { Name: "" } => "Empty resource name",
        { Type: Wire.Value.Types.Type.Scalar } => resource.Scalar is null || resource.Ranges is not null || resource.Set is not null
            ? "Invalid scalar resource"
            : ScalarProblem(resource),
        { Type: Wire.Value.Types.Type.Ranges } => resource.Ranges is null || resource.Scalar is not null || resource.Set is not null
            ? "Invalid ranges resource"
            : ValuesFromWire.RangesProblem(resource.Ranges),
        { Type: Wire.Value.Types.Type.Set } => resource.Set is null || resource.Scalar is not null || resource.Ranges is not null
            ? "Invalid set resource"
            : ValuesFromWire.SetProblem(resource.Set),
        _ => "Unsupported resource type: TEXT",
    };

    private static string? ScalarProblem(Wire.Resource resource)
    {
        var value = resource.Scalar.Value;
        if (value < 0)
        {
            return "Invalid scalar resource: value < 0";
        }

        if (ValuesFromWire.Amount(resource.Scalar) is null)
        {
            return "Invalid scalar resource: value is not a number that can be counted";
        }

        return resource.Name == ResourceName.Gpus && value != Math.Floor(value)
            ? "The 'gpus' resource must be an unsigned integer"
            : null;
    }

    private static string? DiskProblem(Wire.Resource resource)
    {
        if (resource.Disk is not { } disk)
        {
            return null;
        }

        if (resource.Name != ResourceName.Disk)
        {
            return $"DiskInfo should not be set for {resource.Name} resource";
        }

        if (disk.Persistence is not null)
        {
            return PersistenceProblem(resource, disk);
        }

        return disk.Volume is not null ? "Non-persistent volume not supported"
            : disk.Source is null ? "DiskInfo is set but empty"
            : null;
    }

    private static string? PersistenceProblem(Wire.Resource resource, Wire.Resource.Types.DiskInfo disk)
    {
        if (ReservationsFromWire.Map(resource).IsEmpty)
        {
            return "Persistent volumes cannot be created from unreserved resources";
        }

        if (resource.Revocable is not null)
        {
            return "Persistent volumes cannot be created from revocable resources";
        }

        if (IdRules.Problem(disk.Persistence.Id) is { } problem)
        {
            return $"Invalid persistence ID: {problem}";
        }

        return disk.Volume is not { } volume ? "Expecting 'volume' to be set for persistent volume"
            : volume.Mode == Wire.Volume.Types.Mode.Ro ? "Read-only persistent volume not supported"
            : volume.HasHostPath ? "Expecting 'host_path' to be unset for persistent volume"
            : null;
    }

    private static string? SharedProblem(Wire.Resource resource) =>
        resource.Shared is not null && resource.Disk?.Persistence is null ? "Only persistent volumes can be shared" : null;
}
