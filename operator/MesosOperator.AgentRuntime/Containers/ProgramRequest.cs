namespace MesosOperator.AgentRuntime.Containers;

/// <summary>A program to run beside the one of a container: as its user, in its folder, with its rights and its environment.</summary>
/// <param name="Container">The container.</param>
/// <param name="Name">Tells it from every other program of the container that there is at the time.</param>
/// <param name="Arguments">The program and its arguments.</param>
/// <param name="Variables">Added to the environment.</param>
internal sealed record ProgramRequest(string Container, string Name, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Variables)
{
    /// <summary>Size of the terminal that it reads from and writes to; null: it has none.</summary>
    public (uint Rows, uint Columns)? Screen { get; init; }

    /// <summary>Named pipe that it reads; empty: nothing.</summary>
    public string Input { get; init; } = "";

    /// <summary>Named pipe, or file to append to; empty: what it says is dropped.</summary>
    public string Output { get; init; } = "";

    /// <summary>As the output, for what it says on standard error; empty where there is a terminal.</summary>
    public string Errors { get; init; } = "";
}
