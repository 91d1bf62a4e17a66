using MesosOperator.Protocol.Mesos.V1;
using DockerNetwork = MesosOperator.Protocol.Mesos.V1.ContainerInfo.Types.DockerInfo.Types.Network;

namespace MesosOperator.AgentRuntime.Containers.Specs;

/// <summary>The network that a task wants for its container.</summary>
internal static class NetworkPlanner
{
    /// <summary>The network, or what is wrong with the wish.</summary>
    public static (NetworkWish Wish, string? Problem) Plan(TaskInfo task)
    {
        var container = task.Container;
        var name = container.NetworkInfos.Select(network => network.Name).FirstOrDefault(name => name.Length > 0) ?? "";
        if (container.NetworkInfos.Count > 1)
            return (new(NetworkMode.None), "A container can be in one network only");
        var wish = container.Docker is { } docker && container.Type == ContainerInfo.Types.Type.Docker
            ? OfDocker(docker.Network, name)
            : new NetworkWish(name.Length > 0 ? NetworkMode.Named : NetworkMode.Host, name);
        if (wish is { Mode: NetworkMode.Named, Name: "" })
            return (wish, "The network of the container has no name");
        wish = wish with { Ports = [.. PortsOf(container)] };
        return (wish, Problem(task, wish));
    }

    private static NetworkWish OfDocker(DockerNetwork network, string name) => network switch
    {
        DockerNetwork.Bridge => new(NetworkMode.Bridge),
        DockerNetwork.None => new(NetworkMode.None),
        DockerNetwork.User => new(NetworkMode.Named, name),
        _ => new(NetworkMode.Host),
    };

    private static IEnumerable<PublishedPort> PortsOf(ContainerInfo container)
    {
        foreach (var port in container.Docker?.PortMappings ?? [])
            yield return new(ToInt(port.HostPort), ToInt(port.ContainerPort), Protocol(port.Protocol));
        foreach (var port in container.NetworkInfos.SelectMany(network => network.PortMappings))
            yield return new(ToInt(port.HostPort), ToInt(port.ContainerPort), Protocol(port.Protocol));
    }

    private static string? Problem(TaskInfo task, NetworkWish wish)
    {
        foreach (var port in wish.Ports)
        {
            if (!wish.HasAddress)
                return "Ports are to be mapped into a container that has no network of its own";
            if (port.Protocol is not ("tcp" or "udp"))
                return $"Port {port.Host} is to be mapped for '{port.Protocol}', and only tcp and udp can be";
            if (port.Container is < 1 or > ushort.MaxValue)
                return $"{port.Container} is not a port of a container";
            if (!HasPort(task, port.Host))
                return $"Port {port.Host} is to be mapped, and is not among the ports of the task";
        }

        return wish.Ports.GroupBy(port => (port.Host, port.Protocol)).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? $"Port {twice.Key.Host} is to be mapped twice"
            : null;
    }

    private static bool HasPort(TaskInfo task, int port) => task.Resources
        .Where(resource => resource.Name == "ports" && resource.Ranges is not null)
        .SelectMany(resource => resource.Ranges.Range)
        .Any(range => range.Begin <= (ulong)port && (ulong)port <= range.End);

    private static string Protocol(string text) => text.Length == 0 ? "tcp" : text.ToLowerInvariant();

    private static int ToInt(uint port) => (int)Math.Min(port, int.MaxValue);
}
