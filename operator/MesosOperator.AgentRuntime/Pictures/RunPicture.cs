using System.Collections.Immutable;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Pictures;

/// <summary>One run under a supervisor: a command task, or an executor with its tasks.</summary>
/// <param name="Launch">What was ordered.</param>
/// <param name="Phase">How far it is.</param>
/// <param name="Pid">Its supervisor, once there is one.</param>
/// <param name="Tasks">The tasks in it that are known.</param>
internal sealed record RunPicture(TaskLaunch Launch, TaskPhase Phase, int? Pid, ImmutableArray<TaskPicture> Tasks)
{
    private const int LongestCommand = 15;

    /// <summary>A command task has an executor in form only.</summary>
    public bool IsCommand => Launch.Executor is null && Launch.Member is null;

    /// <summary>What Mesos calls the executor.</summary>
    public string ExecutorName => Launch.Executor?.Name ?? $"Command Executor (Task: {Launch.ExecutorId}) (Command: {Describe(Launch.Task.Command)})";

    public string Source => Launch.Executor is null ? Launch.Task.TaskId.Value : SourceOf(Launch.Executor);

    /// <summary>What it was given.</summary>
    public IEnumerable<Resource> Resources => Launch.Executor is null
        ? Launch.Task.Resources
        : Launch.Executor.Resources.Concat(Tasks.SelectMany(task => task.Info.Resources));

    /// <summary>As the wire has it: that of a command task is made up.</summary>
    public ExecutorInfo Executor => new(Launch.Executor ?? new ExecutorInfo
    {
        ExecutorId = new ExecutorID { Value = Launch.ExecutorId },
        Name = ExecutorName,
        Command = Launch.Task.Command,
        Resources = { Launch.Task.Resources },
        Labels = Launch.Task.Labels,
    })
    {
        FrameworkId = Launch.Framework.Id,
    };

#pragma warning disable CS0612 // Tools of old still tell tasks apart by it.
    private static string SourceOf(ExecutorInfo executor) => executor.HasSource ? executor.Source : executor.ExecutorId.Value;
#pragma warning restore CS0612

    private static string Describe(CommandInfo? command) => command switch
    {
        null => "",
        { Shell: true } => $"sh -c '{Shorten(command.Value)}'",
        _ => $"[{string.Join(", ", command.Arguments.Prepend(command.Value))}]",
    };

    private static string Shorten(string command) => command.Length > LongestCommand ? command[..(LongestCommand - 3)] + "..." : command;
}
