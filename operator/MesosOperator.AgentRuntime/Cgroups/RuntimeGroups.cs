namespace MesosOperator.AgentRuntime.Cgroups;

/// <summary>The folders of an agent in all control group file systems, also those that only a runtime of containers uses.</summary>
internal static class RuntimeGroups
{
    /// <summary>Removes them where nothing is in them.</summary>
    /// <param name="lines">Those of /proc/self/mountinfo.</param>
    /// <param name="agent">Folder of the agent, relative to the file systems.</param>
    public static void Leave(IEnumerable<string> lines, string agent)
    {
        foreach (var line in lines.Select(line => line.Split(" - ", 2)).Where(halves => halves is [_, ['c', 'g', 'r', 'o', 'u', 'p', ..]]))
            if (line[0].Split(' ') is [_, _, _, _, var point, ..])
                new CgroupFolder(Path.Combine(point, agent)).RemoveIfEmpty();
    }
}
