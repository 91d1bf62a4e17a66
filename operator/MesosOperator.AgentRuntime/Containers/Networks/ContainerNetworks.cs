using System.Collections.Immutable;
using MesosOperator.AgentRuntime.Containers.Specs;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Containers.Networks;

/// <summary>Networks of containers that do not have the host's.</summary>
internal sealed class ContainerNetworks
{
    /// <summary>Gives a container that waits to be started its network: its addresses, or why it has none.</summary>
    public Task<(ImmutableArray<NetworkInfo> Addresses, string? Problem)> ConnectAsync(string id, int pid, NetworkWish wish, CancellationToken stop) =>
        System.Threading.Tasks.Task.FromResult<(ImmutableArray<NetworkInfo>, string?)>(([], wish.HasAddress ? "This agent does not support networks of containers" : null));

    /// <summary>Takes away what a container was given; what stays in the way, or null.</summary>
    public Task<string?> DisconnectAsync(string id, CancellationToken stop) => System.Threading.Tasks.Task.FromResult<string?>(null);
}
