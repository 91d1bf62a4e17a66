using System.Collections.Immutable;
using System.Globalization;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Partitions;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Simulation;

/// <summary>
/// What a framework was told is gone stays so: it hears of that task again only when it asks, never that it runs, and never of
/// an end once more.
/// </summary>
internal sealed class SimPartitions
{
    private readonly Dictionary<(FrameworkId, TaskId), AgentId> _givenUp = [];

    public static ImmutableArray<Label> LabelsOf(PartitionPolicy policy) => policy.Action == PartitionAction.Keep
        ? [new(PartitionPolicy.ActionLabel, nameof(PartitionAction.Keep))]
        :
        [
            new(PartitionPolicy.ActionLabel, policy.Action.ToString()),
            new(PartitionPolicy.AfterLabel, policy.After.TotalSeconds.ToString(CultureInfo.InvariantCulture)),
        ];

    public void Follow(IEnumerable<MasterEvent> events)
    {
        foreach (var happened in events)
            switch (happened)
            {
                case AgentEvent.TasksGivenUp given:
                    foreach (var copy in given.Tasks)
                        _givenUp[(copy.FrameworkId, copy.TaskId)] = given.AgentId;
                    break;
                case AgentEvent.Forgotten forgotten:
                    foreach (var copy in _givenUp.Where(copy => copy.Value == forgotten.AgentId).ToArray())
                        _givenUp.Remove(copy.Key);
                    break;
                case TaskEvent.Launched launched:
                    _givenUp.Remove((launched.FrameworkId, launched.TaskId));
                    break;
            }
    }

    /// <summary>The master knows nothing of what was before.</summary>
    public void ForgetAll() => _givenUp.Clear();

    /// <summary>A framework is told something, maybe of another task of that id that it could not start, after what was given up before.</summary>
    public void Check(FrameworkId framework, TaskStatus status)
    {
        if (!_givenUp.ContainsKey((framework, status.TaskId)))
            return;
        var isAnswer = status.Reason == StatusReason.Reconciliation && status.State is TaskState.GoneByOperator or TaskState.Gone or TaskState.Lost or TaskState.Unknown;
        var isOfNext = status is { Source: StatusSource.Master, Reason: StatusReason.TaskInvalid or StatusReason.TaskGroupInvalid or StatusReason.InvalidOffers or StatusReason.ContainerLaunchFailed };
        SimulationFailure.Unless(
            isAnswer || isOfNext || status is { Reason: StatusReason.AgentDisconnected, State: TaskState.GoneByOperator or TaskState.Lost },
            $"task {status.TaskId} of {framework} was given up and is told to be {status.State} ({status.Reason})");
    }
}
