namespace MesosOperator.Launcher;

/// <summary>The descriptors that the agent hands over, and what else goes by number.</summary>
internal static class Files
{
    /// <summary>The order at first, then nothing.</summary>
    public const int Order = 0;

    /// <summary>Where the end of the task is written. The agent has locked it: as long as it is locked, somebody supervises.</summary>
    public const int Exit = 3;

    /// <summary>Tells the agent of the start; the end of the stream, that the program runs.</summary>
    public const int Status = 4;

    /// <summary>Ends with the agent, and the task with it; nothing where the task outlives its agent.</summary>
    public const int Lifeline = 5;

    /// <summary>The supervisor of the task that is joined, as pidfd_open(2) gives it; absent where none is.</summary>
    public const int Joined = 6;

    /// <summary>What the program reads, where the order says so.</summary>
    public const int Input = 7;

    public const int LastGiven = Input;

    /// <summary>What a container's program says, where a container runtime has started this one to take it.</summary>
    public const int ContainerOutput = 3;

    /// <summary>What it says on standard error.</summary>
    public const int ContainerErrors = 4;

    /// <summary>Closed as soon as this program is ready for that.</summary>
    public const int ContainerReady = 5;
}
