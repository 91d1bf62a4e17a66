using System.Collections.Immutable;
using MesosOperator.AgentRuntime.Devices;
using MesosOperator.AgentRuntime.Launching;

namespace MesosOperator.AgentRuntime.Containers.Specs;

/// <summary>A container as its task and its image want it.</summary>
internal sealed record ContainerPlan
{
    /// <summary>The program and its arguments.</summary>
    public required ImmutableArray<string> Arguments { get; init; }

    /// <summary>The whole environment.</summary>
    public required ImmutableSortedDictionary<string, string> Environment { get; init; }

    public required string WorkingDirectory { get; init; }

    /// <summary>Who it runs as, <c>user</c> or <c>user:group</c>; empty: root.</summary>
    public string User { get; init; } = "";

    /// <summary>Its own name for its host; null: one is made.</summary>
    public string? Hostname { get; init; }

    public NetworkWish Network { get; init; } = new(NetworkMode.Host);

    public CapabilitySet Capabilities { get; init; } = CapabilitySet.Standard;

    /// <summary>Nearly as powerful as root on the host.</summary>
    public bool IsPrivileged { get; init; }

    /// <summary>Whether it may call everything that the system has.</summary>
    public bool IsUnconfined { get; init; }

    /// <summary>Whether programs cannot get more rights than what started them.</summary>
    public bool KeepsRights { get; init; }

    /// <summary>Whether it can only write to its volumes, its sandbox and folders in memory.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>What of the host it sees, besides its sandbox.</summary>
    public ImmutableArray<ContainerMount> Mounts { get; init; } = [];

    /// <summary>Folders of the host that belong to its user.</summary>
    public ImmutableArray<string> Owned { get; init; } = [];

    /// <summary>More lines of /etc/hosts, address and name.</summary>
    public ImmutableArray<(string Address, string Name)> Hosts { get; init; } = [];

    /// <summary>Bytes of /dev/shm.</summary>
    public long SharedMemory { get; init; } = 64 << 20;

    /// <summary>Devices that it has besides those of every container.</summary>
    public ImmutableArray<DeviceNode> Devices { get; init; } = [];

    /// <summary>Limits of setrlimit(2).</summary>
    public ImmutableArray<ResourceLimit> Limits { get; init; } = [];

    /// <summary>The signal that asks it to end.</summary>
    public int StopSignal { get; init; } = Processes.LibC.SignalTerminate;
}
