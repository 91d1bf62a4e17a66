using System.Text.Json;
using MesosOperator.Core.Tasks;
using MesosOperator.Protocol.Mapping.Tasks;
using MesosOperator.Protocol.Messages;

namespace MesosOperator.Http.Reading.Lists;

/// <summary>How many tasks are in each of the states that summaries count.</summary>
internal sealed class TaskCounts
{
    private static readonly (TaskState State, JsonEncodedText Name)[] Counted =
    [
        .. new[]
        {
            TaskState.Staging, TaskState.Starting, TaskState.Running, TaskState.Killing, TaskState.Finished,
            TaskState.Killed, TaskState.Failed, TaskState.Lost, TaskState.Error, TaskState.Unreachable,
        }.Select(state => (state, JsonEncodedText.Encode(WireNames.Of(TaskStates.ToWire(state))))),
    ];

    private readonly Dictionary<TaskState, int> _counts = [];

    public void Add(TaskState state) => _counts[state] = _counts.GetValueOrDefault(state) + 1;

    public void WriteProperties(Utf8JsonWriter json)
    {
        foreach (var (state, name) in Counted)
            json.WriteNumber(name, _counts.GetValueOrDefault(state));
    }
}
