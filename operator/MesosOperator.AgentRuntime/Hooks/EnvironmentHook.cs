using System.Text;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Protocol.Mesos.V1;
using Variable = MesosOperator.Protocol.Mesos.V1.Environment.Types.Variable;

namespace MesosOperator.AgentRuntime.Hooks;

/// <summary>
/// Sets the variables of the task: a default PATH, the framework's own, and those by which a task knows itself. Nothing
/// is taken over from the agent's environment.
/// </summary>
internal sealed class EnvironmentHook : IPrepare
{
    public ValueTask<string?> PrepareAsync(TaskDraft draft, CancellationToken stop) => ValueTask.FromResult(Prepare(draft));

    /// <summary>What is wrong with the environment of the task, or null.</summary>
    public static string? Prepare(TaskDraft draft)
    {
        draft.Environment["PATH"] = DefaultPath.Value;
        var problem = Add(draft, draft.Launch.Task.Command);
        SetOwn(draft);
        return problem;
    }

    /// <summary>Adds the variables of a command; what is wrong with them, or null.</summary>
    public static string? Add(TaskDraft draft, CommandInfo? command)
    {
        foreach (var variable in command?.Environment?.Variables ?? [])
        {
            if (Problem(variable) is { } problem)
                return $"Environment variable '{variable.Name}' {problem}";
            draft.Environment[variable.Name] = ValueOf(variable);
        }

        return null;
    }

    private static string? Problem(Variable variable)
    {
        if (variable.Name.Length == 0 || variable.Name.Contains('=', StringComparison.Ordinal) || variable.Name.Contains('\0', StringComparison.Ordinal))
            return "has no usable name";
        if (variable is { Type: Variable.Types.Type.Secret, Secret: null or { Value: null } })
            return "is a secret by reference, which this agent cannot resolve";
        return ValueOf(variable).Contains('\0', StringComparison.Ordinal) ? "contains a zero character" : null;
    }

    private static string ValueOf(Variable variable) =>
        variable.Type == Variable.Types.Type.Secret ? variable.Secret.Value.Data.ToString(Encoding.UTF8) : variable.Value;

    /// <summary>MESOS_SLAVE_ID is the name that programs written for Mesos look for.</summary>
    private static void SetOwn(TaskDraft draft)
    {
        var launch = draft.Launch;
        draft.Environment["MESOS_SANDBOX"] = launch.Sandbox;
        draft.Environment["MESOS_DIRECTORY"] = launch.Sandbox;
        draft.Environment["MESOS_FRAMEWORK_ID"] = launch.Key.FrameworkId;
        draft.Environment["MESOS_EXECUTOR_ID"] = launch.ExecutorId;
        draft.Environment["MESOS_SLAVE_ID"] = launch.AgentId;
        if (launch.Executor is not null)
            return; // it is no task, and what it serves may be allocated to several roles
        draft.Environment["MESOS_TASK_ID"] = launch.Key.TaskId;
        draft.Environment["MESOS_ALLOCATION_ROLE"] = launch.AllocationRole;
    }
}
