using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Core.Primitives;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Checkpoints;

/// <summary>What the records of a journal come to. Records about tasks that are not known (any more) change nothing.</summary>
internal sealed class AgentMemory
{
    private readonly LinkedMap<TaskKey, TaskMemory> _tasks = new();

    public string BootId { get; private set; } = "";

    /// <summary>Null: the agent was never registered.</summary>
    public string? AgentId { get; private set; }

    /// <summary>The latest term of leadership that was followed.</summary>
    public long Epoch { get; private set; }

    /// <summary>Reservations and volumes.</summary>
    public IReadOnlyList<Resource> Kept { get; private set; } = [];

    public IEnumerable<TaskMemory> Tasks => _tasks.Values;

    public void Apply(Record record)
    {
        switch (record.WhatCase)
        {
            case Record.WhatOneofCase.Booted:
                BootId = record.Booted.BootId;
                break;
            case Record.WhatOneofCase.Registered:
                (AgentId, Epoch) = (record.Registered.AgentId, record.Registered.Epoch);
                break;
            case Record.WhatOneofCase.Kept:
                Kept = record.Kept.Resources;
                break;
            case Record.WhatOneofCase.Launched:
                Add(record.Launched);
                break;
            case Record.WhatOneofCase.Updated:
                Update(record.Updated);
                break;
            case Record.WhatOneofCase.Acknowledged:
                Acknowledge(record.Acknowledged);
                break;
            case Record.WhatOneofCase.Killed when Find(record.Killed.FrameworkId, record.Killed.TaskId) is { } killed:
                killed.Cause = Enum.TryParse<EndCause>(record.Killed.Cause, out var cause) ? cause : EndCause.Killed;
                break;
            case Record.WhatOneofCase.Muted when Find(record.Muted.FrameworkId, record.Muted.TaskId) is { } muted:
                muted.IsMuted = true;
                muted.Pending.Clear();
                break;
            case Record.WhatOneofCase.Removed:
                _tasks.Remove(new TaskKey(record.Removed.FrameworkId, record.Removed.TaskId));
                break;
        }
    }

    /// <summary>The fewest records that come to the same.</summary>
    public IEnumerable<Record> Records()
    {
        yield return CheckpointRecords.Booted(BootId);
        if (AgentId is not null)
            yield return CheckpointRecords.Registered(AgentId, Epoch);
        yield return CheckpointRecords.Kept(Kept);
        foreach (var task in Tasks)
        {
            yield return CheckpointRecords.Launched(task.Launch);
            if (task.Latest is { } latest && !task.Pending.Contains(latest))
            {
                yield return CheckpointRecords.Updated(task.Launch.Key, latest, task.RunningSince);
                yield return CheckpointRecords.Acknowledged(task.Launch.Key, latest.Uuid.Span);
            }

            foreach (var status in task.Pending)
                yield return CheckpointRecords.Updated(task.Launch.Key, status, task.RunningSince);
            if (task.Cause != EndCause.Itself)
                yield return CheckpointRecords.Killed(task.Launch.Key, task.Cause);
            if (task.IsMuted)
                yield return CheckpointRecords.Muted(task.Launch.Key);
        }
    }

    private TaskMemory? Find(string frameworkId, string taskId) => _tasks.Find(new TaskKey(frameworkId, taskId));

    private void Add(Record.Types.Launched launched)
    {
        var launch = new TaskLaunch(
            launched.AgentId, launched.Framework, launched.Task, launched.AllocationRole, launched.ContainerId, launched.Sandbox)
        {
            Member = launched.HasGroupId ? new GroupMember(launched.Executor, launched.GroupId) : null,
            Executor = launched.IsExecutor ? launched.Executor : null,
            RunBy = launched.HasGroupId || launched.IsExecutor ? null : launched.Executor,
        };
        _tasks.Remove(launch.Key);
        _tasks.Add(launch.Key, new TaskMemory(launch));
    }

    private void Update(Record.Types.Updated updated)
    {
        if (Find(updated.FrameworkId, updated.Status.TaskId.Value) is not { IsMuted: false } task)
            return;
        if (updated.HasRunningSince)
            task.RunningSince = Instant.FromSeconds(updated.RunningSince);
        else if (updated.Status.State == TaskState.TaskRunning)
            task.RunningSince ??= Instant.FromSeconds(updated.Status.Timestamp);
        task.Latest = updated.Status;
        task.Pending.Add(updated.Status);
    }

    private void Acknowledge(Record.Types.Acknowledged acknowledged)
    {
        if (Find(acknowledged.FrameworkId, acknowledged.TaskId) is not { } task)
            return;
        task.Pending.RemoveAll(status => status.Uuid == acknowledged.Uuid);
        if (task.HasEnded && task.Pending.Count == 0)
            _tasks.Remove(task.Launch.Key);
    }
}
