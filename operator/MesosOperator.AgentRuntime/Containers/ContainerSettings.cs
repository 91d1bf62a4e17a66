namespace MesosOperator.AgentRuntime.Containers;

/// <summary>How one agent uses containerd.</summary>
/// <param name="Home">A name that no other agent on this host has; its containers carry it.</param>
/// <param name="WorkDirectory">The agent's.</param>
internal sealed record ContainerSettings(string Home, string WorkDirectory)
{
    /// <summary>The label by which an agent knows its containers.</summary>
    public const string OwnerLabel = "mesosoperator.io/agent";

    public required string Socket { get; init; }

    /// <summary>The namespace in containerd, in which its images are too.</summary>
    public required string Namespace { get; init; }

    public string Snapshotter { get; init; } = "overlayfs";

    public string Runtime { get; init; } = "io.containerd.runc.v2";

    /// <summary>Under which containerd keeps what this agent makes until a container or an image keeps it.</summary>
    public string Lease => $"mesos-operator-{Home}";

    /// <summary>The control group above those of its containers; null: the runtime's own.</summary>
    public string? CgroupRoot { get; init; }

    public bool HasCgroupV2 { get; init; }

    /// <summary>The program that takes output to files of bounded size.</summary>
    public required string Launcher { get; init; }
}
