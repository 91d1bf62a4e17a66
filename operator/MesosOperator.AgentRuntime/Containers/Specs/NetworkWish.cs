using System.Collections.Immutable;

namespace MesosOperator.AgentRuntime.Containers.Specs;

/// <summary>The network that a container wants.</summary>
/// <param name="Mode">Which kind.</param>
/// <param name="Name">Where it is a named one.</param>
internal sealed record NetworkWish(NetworkMode Mode, string Name = "")
{
    /// <summary>Ports of the host that lead to it.</summary>
    public ImmutableArray<PublishedPort> Ports { get; init; } = [];

    /// <summary>Whether the container has an address of its own.</summary>
    public bool HasAddress => Mode is NetworkMode.Bridge or NetworkMode.Named;
}
