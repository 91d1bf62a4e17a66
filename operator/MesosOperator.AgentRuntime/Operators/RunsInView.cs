using MesosOperator.AgentRuntime.Files;
using MesosOperator.AgentRuntime.Hooks;
using MesosOperator.AgentRuntime.Pictures;
using MesosOperator.AgentRuntime.Sandboxes;

namespace MesosOperator.AgentRuntime.Operators;

/// <summary>What people may look into of what runs.</summary>
internal static class RunsInView
{
    public static KnownRuns Of(AgentPicture agent, string workDirectory) =>
        new(agent.AgentId, [.. agent.Runs.Select(run => run.Launch.Sandbox)], [.. agent.Runs.SelectMany(run => VolumesOf(run, workDirectory))]);

    private static IEnumerable<ShownVolume> VolumesOf(RunPicture run, string workDirectory) =>
        from volume in run.Resources
        where volume.Disk?.Persistence is not null
        let place = VolumePaths.InSandbox(run.Launch.Sandbox, volume.Disk.Volume?.ContainerPath ?? "")
        let folder = VolumePaths.OfVolume(workDirectory, run.Launch.AgentId, Volumes.RoleOf(volume), volume.Disk.Persistence.Id)
        where place is not null && folder is not null
        select new ShownVolume(place, folder);
}
