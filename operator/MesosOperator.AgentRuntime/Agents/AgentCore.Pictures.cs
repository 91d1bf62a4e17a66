using System.Collections.Immutable;
using MesosOperator.AgentRuntime.Pictures;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Agents;

/// <summary>What others see of the agent. It is worked out when somebody asks, and kept until something happens.</summary>
internal sealed partial class AgentCore
{
    /// <summary>As many as a Mesos agent remembers of one framework; their sandboxes stay longer.</summary>
    private const int MostEnded = 150;

    private readonly Queue<RunPicture> _ended = new();
    private AgentPicture? _picture;

    private AgentPicture Picture() => _picture ??= new AgentPicture(
        _registration.Describe(),
        _identity.Address.ToString(),
        _registration.Capabilities,
        _registration.IsUp,
        [.. _registration.KeptResources.Count > 0 ? _registration.KeptResources : _identity.Info.Resources],
        [
            .. _tasks.All.Where(entry => entry.Phase != TaskPhase.Ended).Select(Picture),
            .. _executors.All.Select(entry => new RunPicture(
                entry.Launch, entry.Phase, entry.Pid, [.. entry.Tasks.Select(task => new TaskPicture(task.Info, task.LatestStatus))])),
            .. _groups.All.Select(executor => new RunPicture(
                executor.Run, TaskPhase.Running, null, [.. executor.Tasks.Select(task => new TaskPicture(task.Launch.Task, task.LatestStatus))])),
        ],
        [.. _ended],
        _updates.Tally);

    private ImmutableArray<TaskPicture> TasksOf(TaskLaunch executor) =>
        [.. _ended.Where(run => run.Launch.Member is not null && run.Launch.RootContainerId == executor.ContainerId).SelectMany(run => run.Tasks)];

    private static RunPicture Picture(TaskEntry entry) =>
        new(entry.Launch, entry.Phase, entry.Pid, [new TaskPicture(entry.Launch.Task, entry.LatestStatus)]);

    /// <summary>Every run that ends is cleaned up after, once: that of a group's executor after those of its tasks.</summary>
    private void RememberEnded()
    {
        _picture = null;
        foreach (var launch in _effects.OfType<AgentEffect.CleanUp>().Select(effect => effect.Task))
        {
            if (_ended.Count == MostEnded)
                _ended.Dequeue();
            _ended.Enqueue(_tasks.Find(launch.Key) is { } entry && entry.Launch == launch
                ? Picture(entry)
                : new RunPicture(launch, TaskPhase.Ended, null, launch.Executor is null ? [new TaskPicture(launch.Task, null)] : TasksOf(launch)));
        }
    }
}
