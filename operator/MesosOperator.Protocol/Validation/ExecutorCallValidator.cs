using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.Protocol.Mesos.V1.Executor;
using CheckType = MesosOperator.Protocol.Mesos.V1.CheckInfo.Types.Type;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Validation;

/// <summary>What a call of an executor must hold before anything is known of the executor (mesos-wire 4), in the words of a Mesos agent.</summary>
public static class ExecutorCallValidator
{
    private const int UuidLength = 16;

    /// <summary>The text of the 400 answer, or null when the call is well formed.</summary>
    public static string? Validate(Call call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return Fault(call) is { } fault ? "Failed to validate Executor::Call: " + fault : null;
    }

    /// <summary>What is wrong with a status that an executor reports, or null.</summary>
    public static string? Validate(Wire.TaskStatus status, ExecutorID executor)
    {
        ArgumentNullException.ThrowIfNull(status);
        ArgumentNullException.ThrowIfNull(executor);
        if (!status.HasUuid)
            return "Expecting 'uuid' to be present";
        if (status.Uuid.Length != UuidLength)
            return "Not a valid UUID";
        if (status.ExecutorId is not null && status.ExecutorId.Value != executor.Value)
            return $"ExecutorID in Call: {executor.Value} does not match ExecutorID in TaskStatus: {status.ExecutorId.Value}";
        if (!status.HasSource || status.Source != Wire.TaskStatus.Types.Source.Executor)
            return "Received Call from executor with a status whose source is not SOURCE_EXECUTOR";
        if (status.State == TaskState.TaskStaging)
            return "Received TASK_STAGING from executor which is not allowed";
        return status.CheckStatus is { } check && !IsConsistent(check) ? "Check status is inconsistent with its type" : null;
    }

    private static string? Fault(Call call) => call.HasType ? FaultInside(call) : Absent("type");

    private static string? FaultInside(Call call) => call.Type switch
    {
        Call.Types.Type.Subscribe when call.Subscribe is null => Absent("subscribe"),
        Call.Types.Type.Message when call.Message is null => Absent("message"),
        Call.Types.Type.Update when call.Update is null => Absent("update"),
        Call.Types.Type.Update => Validate(call.Update.Status, call.ExecutorId),
        _ => null,
    };

    private static bool IsConsistent(CheckStatusInfo check) => check.Type switch
    {
        CheckType.Command => check.Command is not null && check.Http is null && check.Tcp is null,
        CheckType.Http => check.Http is not null && check.Command is null && check.Tcp is null,
        CheckType.Tcp => check.Tcp is not null && check.Command is null && check.Http is null,
        _ => false,
    };

    private static string Absent(string name) => $"Expecting '{name}' to be present";
}
