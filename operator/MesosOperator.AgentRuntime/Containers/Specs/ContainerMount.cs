using System.Collections.Immutable;

namespace MesosOperator.AgentRuntime.Containers.Specs;

/// <summary>Something that a container sees at a place of its file system.</summary>
/// <param name="Target">Where, an absolute path.</param>
/// <param name="Type">Kind of file system; <c>bind</c> for a file or folder of the host.</param>
/// <param name="Source">What.</param>
/// <param name="Options">Those of mount(8).</param>
internal sealed record ContainerMount(string Target, string Type, string Source, ImmutableArray<string> Options)
{
    /// <summary>A file or folder of the host.</summary>
    public static ContainerMount Bind(string source, string target, MountAccess access, string propagation = "rprivate") =>
        new(target, "bind", source, ["rbind", access == MountAccess.Read ? "ro" : "rw", propagation]);
}
