using MesosOperator.AgentRuntime.Identity;
using MesosOperator.AgentRuntime.Sandboxes;

namespace MesosOperator.AgentRuntime.Hosting;

/// <summary>
/// A name of the work directory that no other one has, drawn when it is first used. What an agent makes outside of that
/// folder carries it, so that the next agent there knows what is its own before it has an id.
/// </summary>
internal static class HomeName
{
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static string Of(string workDirectory, UuidSource uuids)
    {
        var file = Path.Combine(Directory.CreateDirectory(MetaPaths.Root(workDirectory)).FullName, "home");
        if (File.Exists(file) && Guid.TryParse(File.ReadAllText(file).Trim(), out var known))
            return known.ToString();
        var drawn = uuids.Next().ToString();
        File.WriteAllText(file + ".new", drawn + "\n");
        File.Move(file + ".new", file, overwrite: true);
        return drawn;
    }
}
