using System.Collections.Immutable;
using MesosOperator.AgentRuntime.Checkpoints;
using MesosOperator.AgentRuntime.Executors;
using MesosOperator.AgentRuntime.Health;
using MesosOperator.AgentRuntime.Pictures;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1.Executor;

namespace MesosOperator.AgentRuntime.Agents;

/// <summary>What the agent wants done, in this order. Results come back as inputs.</summary>
internal abstract record AgentEffect
{
    /// <summary>Say something to the operator on the present connection; lost where there is none.</summary>
    public sealed record Send(AgentMessage Message) : AgentEffect;

    /// <summary>Write down before any other effect is done; an urgent one must be on the disk by then.</summary>
    public sealed record Persist(Record Record, bool IsUrgent) : AgentEffect;

    /// <summary>Prepare and start a task; answered by Launched or LaunchFailed.</summary>
    public sealed record Launch(TaskLaunch Task) : AgentEffect;

    /// <summary>Prepare all of these tasks and then start all, or none; answered as for each alone, with failures first.</summary>
    public sealed record LaunchGroup(ImmutableArray<TaskLaunch> Tasks) : AgentEffect;

    /// <summary>Do not start the task, and what is to be started with it, if that is still possible.</summary>
    public sealed record CancelLaunch(TaskKey Task) : AgentEffect;

    /// <summary>Signal the process group of a task.</summary>
    public sealed record SignalTask(TaskKey Task, int Pid, int Signal) : AgentEffect;

    /// <summary>Wait for the end of a task that an earlier process started; answered by Exited.</summary>
    public sealed record WatchTask(TaskLaunch Task, int Pid) : AgentEffect;

    /// <summary>Try how a task is; answered by Probed, unless its probes are stopped.</summary>
    public sealed record ProbeTask(TaskLaunch Task, int Pid, ProbeKind Kind, ProbeSpec Spec) : AgentEffect;

    /// <summary>Give up what probes of a task are at work.</summary>
    public sealed record StopProbes(TaskLaunch Task) : AgentEffect;

    /// <summary>Clean up after a task whose process is gone.</summary>
    public sealed record CleanUp(TaskLaunch Task) : AgentEffect;

    /// <summary>Give what runs the limits that go with its resources.</summary>
    public sealed record Resize(TaskLaunch Task) : AgentEffect;

    /// <summary>Bring volumes to an executor that runs; answered by VolumesAttached.</summary>
    public sealed record AttachVolumes(TaskLaunch Executor, int Pid, TaskKey Task, IReadOnlyList<Protocol.Mesos.V1.Resource> Volumes) : AgentEffect;

    /// <summary>Tell an executor what becomes of its call.</summary>
    public sealed record AnswerExecutor(ExecutorRequest Request, ExecutorVerdict Verdict) : AgentEffect;

    /// <summary>Say something to an executor.</summary>
    public sealed record TellExecutor(IExecutorStream Stream, Event Said) : AgentEffect;

    /// <summary>End the connection of an executor after what it was told.</summary>
    public sealed record EndExecutorStream(IExecutorStream Stream) : AgentEffect;

    /// <summary>Show somebody what the agent is and runs.</summary>
    public sealed record Show(PictureRequest Request, AgentPicture Picture) : AgentEffect;

    /// <summary>Put a persistent volume aside, so that a new one of its name is empty, and delete it with all that is in it.</summary>
    public sealed record DestroyVolume(string Folder, string Aside) : AgentEffect;

    /// <summary>Drop the connection and dial again.</summary>
    public sealed record CloseLink(string Reason) : AgentEffect;

    /// <summary>Write down that the host has changed in a way that cannot be: what was said about it stays.</summary>
    public sealed record KeepInfo(string Problem) : AgentEffect;

    /// <summary>Write down that an order of the operator was not followed.</summary>
    public sealed record Disregard(string Order, string Reason) : AgentEffect;

    /// <summary>Everything is done: the loop ends.</summary>
    public sealed record Finish(AgentOutcome Outcome) : AgentEffect;
}
