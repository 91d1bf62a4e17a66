using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Hooks;

/// <summary>Turns the command into a program and its arguments (mesos-wire 7.3, CommandInfo).</summary>
internal sealed class CommandHook : IPrepareProcess
{
    private const string Shell = "/bin/sh";

    public ValueTask<string?> PrepareAsync(TaskDraft draft, CancellationToken stop) =>
        ValueTask.FromResult(draft.Launch.Task.Command is { Value.Length: > 0 } command ? Prepare(draft, command) : "The task has no command");

    /// <summary>Makes a command the program of the draft; what is wrong with it, or null.</summary>
    public static string? Prepare(TaskDraft draft, CommandInfo command)
    {
        if (command.Value.Length == 0)
            return "There is no command";
        if (command.Arguments.Append(command.Value).Any(text => text.Contains('\0', StringComparison.Ordinal)))
            return "The command contains a zero character";
        if (command.Shell)
        {
            draft.Executable = Shell;
            draft.Arguments.AddRange(["sh", "-c", command.Value]);
            return null;
        }

        if (Find(command.Value, draft.Environment["PATH"]) is not { } executable)
            return $"'{command.Value}' is not found in PATH {draft.Environment["PATH"]}";
        draft.Executable = executable;
        draft.Arguments.AddRange(command.Arguments.Count > 0 ? command.Arguments : [command.Value]);
        return null;
    }

    private static string? Find(string name, string path) => name.Contains('/', StringComparison.Ordinal)
        ? name
        : path.Split(':', StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, name)).FirstOrDefault(IsExecutable);

    private static bool IsExecutable(string file)
    {
        const UnixFileMode execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return File.Exists(file) && (File.GetUnixFileMode(file) & execute) != 0;
    }
}
