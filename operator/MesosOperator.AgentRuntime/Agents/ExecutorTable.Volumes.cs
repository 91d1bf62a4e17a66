using MesosOperator.AgentRuntime.Executors;
using MesosOperator.AgentRuntime.Hooks;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Core.Primitives;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Agents;

/// <summary>Persistent volumes that tasks bring to an executor that runs: it is told of a task when its volumes are there.</summary>
internal sealed partial class ExecutorTable
{
    public void VolumesAttached(AgentInput.VolumesAttached attached, Instant now)
    {
        if (Runs.Find(attached.Run) is not { } entry || entry.Waiting.Find(batch => batch.Tasks[0].Key == attached.Task) is not { } batch)
            return; // killed meanwhile
        if (attached.Problem is { } problem)
        {
            entry.Waiting.Remove(batch);
            foreach (var task in batch.Tasks)
                Report(task, writer.Write(entry, task.Key.TaskId, TaskReport.LaunchFailed(problem), now), now);
            return;
        }

        entry.Attached.UnionWith(VolumesOf(batch).Select(Volumes.PlaceOf));
        batch.IsReady = true;
        TellWaiting(entry);
    }

    /// <summary>Has the volumes of waiting tasks attached that are not, once there is something to attach them to.</summary>
    private void AttachVolumes(ExecutorEntry entry)
    {
        foreach (var batch in entry.Waiting.Where(batch => !batch.IsReady && !batch.IsAttaching))
        {
            var missing = VolumesOf(batch).Where(volume => !entry.Attached.Contains(Volumes.PlaceOf(volume))).DistinctBy(Volumes.PlaceOf).ToList();
            batch.IsReady = missing.Count == 0;
            batch.IsAttaching = missing.Count > 0 && entry.Phase == TaskPhase.Running;
            if (batch.IsAttaching)
                Effects.Add(new AgentEffect.AttachVolumes(entry.Launch, entry.Pid!.Value, batch.Tasks[0].Key, missing));
        }
    }

    private void TellWaiting(ExecutorEntry entry)
    {
        if (entry.Stream is null)
            return;
        foreach (var batch in entry.Waiting.Where(batch => batch.IsReady))
            Tell(entry, batch.ToEvent());
        entry.Waiting.RemoveAll(batch => batch.IsReady);
    }

    private static IEnumerable<Resource> VolumesOf(ExecutorBatch batch) =>
        batch.Tasks.SelectMany(task => task.Info.Resources).Where(resource => resource.Disk?.Persistence is not null);
}
