namespace MesosOperator.AgentRuntime.Files;

/// <summary>A persistent volume of something that runs.</summary>
/// <param name="Place">Path at which people look for it: in the sandbox, where its task has it.</param>
/// <param name="Folder">Where it lies.</param>
internal sealed record ShownVolume(string Place, string Folder)
{
    /// <summary>The path relative to the volume, "." for itself; null where it is not in there.</summary>
    public string? Inside(string path) =>
        path == Place ? "." : path.StartsWith(Place + "/", StringComparison.Ordinal) ? path[(Place.Length + 1)..] : null;
}
