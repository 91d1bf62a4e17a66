using System.Collections.Immutable;
using System.Globalization;
using MesosOperator.AgentRuntime.Agents;
using MesosOperator.AgentRuntime.Cgroups;
using MesosOperator.AgentRuntime.Checkpoints;
using MesosOperator.AgentRuntime.Launching;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Sandboxes;
using MesosOperator.AgentRuntime.Tasks;
using Microsoft.Extensions.Logging;

namespace MesosOperator.AgentRuntime.Hosting;

/// <summary>Finds out what has become of the tasks of an earlier process of this agent, and ends what nobody knows of.</summary>
internal sealed class AgentRecovery(string workDirectory, IProcessWatch watch, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>How long a launcher may take to say who supervises, and a supervisor to kill.</summary>
    private const int MostPauses = 3_000;

    /// <summary>What the agent knew, with what is the case now.</summary>
    /// <param name="memory">What the agent knew.</param>
    /// <param name="bootId">Tells this start of the host from every other.</param>
    public async Task<RecoveredAgent> FindAsync(AgentMemory memory, string bootId)
    {
        var tasks = ImmutableArray.CreateBuilder<RecoveredTask>();
        foreach (var task in memory.Tasks)
            tasks.Add(await FindAsync(task, isRebooted: memory.BootId != bootId));
        var recovered = new RecoveredAgent(memory.AgentId, memory.Epoch, memory.Kept, tasks.ToImmutable());
        if (memory.AgentId is { } id)
            AgentLog.Recovered(log, id, tasks.Count(task => task.Fate == TaskFate.Alive), tasks.Count(task => task.Fate != TaskFate.Alive));
        return recovered;
    }

    /// <summary>Kills and removes what carries the agent's name and belongs to no task that lives.</summary>
    public async Task SweepAsync(RecoveredAgent recovered, ICgroups cgroups)
    {
        var known = recovered.Tasks.Select(task => task.Memory.Launch.ContainerId).ToHashSet(StringComparer.Ordinal);
        if (Directory.Exists(MetaPaths.Tasks(workDirectory)))
        {
            foreach (var folder in Directory.EnumerateDirectories(MetaPaths.Tasks(workDirectory)).Where(folder => !known.Contains(Path.GetFileName(folder))).ToList())
                await EndAsync(folder);
        }

        var alive = recovered.Tasks.Where(task => task.Fate == TaskFate.Alive).Select(task => task.Memory.Launch.RootContainerId);
        foreach (var group in cgroups.Names().Except(alive, StringComparer.Ordinal))
            cgroups.Remove(group);
    }

    /// <summary>Kills every task and waits until it is gone.</summary>
    public async Task KillAllAsync(RecoveredAgent recovered)
    {
        foreach (var task in recovered.Tasks)
            await EndAsync(MetaPaths.OfTask(workDirectory, task.Memory.Launch.ContainerId));
    }

    private async Task<RecoveredTask> FindAsync(TaskMemory task, bool isRebooted)
    {
        var folder = MetaPaths.OfTask(workDirectory, task.Launch.ContainerId);
        var isSupervised = await IsSupervisedAsync(folder);
        var pid = ReadPid(folder);
        var end = TaskEnd.Read(folder);
        var fate = (isSupervised, pid, end) switch
        {
            (true, not null, _) => TaskFate.Alive,
            // A container has no supervisor of the agent's: what has become of it containerd is asked later.
            (_, not null, null) when !isRebooted && TaskImages.NameOf(task.Launch.Task) is not null => TaskFate.Alive,
            (_, null, null) => TaskFate.NeverBegan,
            (_, _, null) when isRebooted => TaskFate.Rebooted,
            _ => TaskFate.Ended,
        };
        return new RecoveredTask(task, task.HasEnded ? TaskFate.Ended : fate, pid ?? (int?)task.Latest?.ContainerStatus?.ExecutorPid, end);
    }

    /// <summary>A launcher that was at work when the agent ended is waited for.</summary>
    private async Task<bool> IsSupervisedAsync(string folder)
    {
        for (var pauses = 0; SupervisorLock.IsHeld(folder); pauses++)
        {
            if (ReadPid(folder) is not null)
                return true;
            if (pauses == MostPauses)
                throw new AgentStartException($"A launcher has locked {folder} and does not get on");
            await Task.Delay(Pause, time);
        }

        return false;
    }

    private async Task EndAsync(string folder)
    {
        if (await IsSupervisedAsync(folder))
        {
            AgentLog.Orphan(log, folder);
            var pid = ReadPid(folder)!.Value;
            watch.Watch(pid, _ => ValueTask.CompletedTask);
            if (SupervisorLock.IsHeld(folder)) // so the process that is watched is the one that holds it
                watch.Signal(pid, SupervisorSignals.For(LibC.SignalKill));
            for (var pauses = 0; SupervisorLock.IsHeld(folder) && pauses < MostPauses; pauses++)
                await Task.Delay(Pause, time);
            // Without its folder nobody would ever find the task again.
            if (SupervisorLock.IsHeld(folder))
                throw new AgentStartException($"What has locked {folder} was killed and does not end");
        }

        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private static int? ReadPid(string folder)
    {
        var file = CheckpointFiles.Pid(folder);
        return File.Exists(file) && File.ReadAllText(file) is var text && text.EndsWith('\n')
            && int.TryParse(text.TrimEnd(), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && pid > 1 ? pid : null;
    }
}
