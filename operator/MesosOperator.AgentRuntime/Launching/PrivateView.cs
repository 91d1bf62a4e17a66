namespace MesosOperator.AgentRuntime.Launching;

/// <summary>Mounts of a program's own, and process ids unless it shares those of the host.</summary>
/// <param name="Temporary">Folder that it sees as /tmp.</param>
/// <param name="Hidden">Folders that are empty to it.</param>
/// <param name="Shown">Folders below those that it sees nevertheless.</param>
internal sealed record PrivateView(string Temporary, IReadOnlyList<string> Hidden, IReadOnlyList<string> Shown)
{
    /// <summary>Mounts that it cannot write to, with all below them.</summary>
    public IReadOnlyList<string> Sealed { get; init; } = [];

    /// <summary>Whether the files of /proc that change the host are sealed too.</summary>
    public bool GuardsKernel { get; init; }

    /// <summary>Whether it sees, and may signal, the processes of the host.</summary>
    public bool SharesProcesses { get; init; }

    /// <summary>Mebibytes of /dev/shm in a namespace of its own; null: it shares memory, semaphores and queues with the host.</summary>
    public long? SharedMemoryMebibytes { get; init; }
}
