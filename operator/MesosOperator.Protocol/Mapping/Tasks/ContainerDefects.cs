using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Tasks;

/// <summary>What can be wrong with the description of a container (case K11).</summary>
internal static class ContainerDefects
{
    /// <summary>The first fault, or null.</summary>
    public static string? Find(Wire.ContainerInfo container)
    {
        if (container is { Type: Wire.ContainerInfo.Types.Type.Docker, Docker: null })
        {
            return "DockerInfo 'docker' is not set for DOCKER typed ContainerInfo";
        }

        if (container.Docker?.Parameters.Any(parameter => parameter.Key == "name") == true)
        {
            return "Parameter in DockerInfo must not be 'name'";
        }

        return container.Volumes.Select(Find).FirstOrDefault(found => found is not null);
    }

    private static string? Find(Wire.Volume volume)
    {
        var origins = (volume.HasHostPath ? 1 : 0) + (volume.Image is null ? 0 : 1) + (volume.Source is null ? 0 : 1);
        return origins > 1 ? "Only one of them should be set: 'host_path', 'image' and 'source'" : null;
    }
}
