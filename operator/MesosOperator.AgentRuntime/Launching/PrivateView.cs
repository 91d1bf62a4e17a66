namespace MesosOperator.AgentRuntime.Launching;

/// <summary>Process ids and mounts of a program's own.</summary>
/// <param name="Temporary">Folder that it sees as /tmp.</param>
/// <param name="Hidden">Folders that are empty to it.</param>
/// <param name="Shown">Folders below those that it sees nevertheless.</param>
internal sealed record PrivateView(string Temporary, IReadOnlyList<string> Hidden, IReadOnlyList<string> Shown);
