using System.Globalization;
using System.Net;
using MesosOperator.AgentRuntime.Executors;

namespace MesosOperator.AgentRuntime.Hooks;

/// <summary>Sets the variables by which an executor finds its agent (mesos-wire 4).</summary>
internal sealed class ExecutorHook(IPEndPoint agent, ExecutorTokens tokens) : IPrepare
{
    public ValueTask<string?> PrepareAsync(TaskDraft draft, CancellationToken stop)
    {
        if (draft.Launch.Executor is { } executor)
        {
            var keepsTrying = draft.Launch.Framework.Checkpoint;
            draft.Environment["MESOS_AGENT_ENDPOINT"] = agent.ToString();
            draft.Environment["MESOS_SLAVE_PID"] = $"slave(1)@{agent}";
            draft.Environment["MESOS_AGENT_ID"] = draft.Launch.AgentId;
            draft.Environment["MESOS_HTTP_COMMAND_EXECUTOR"] = "0";
            draft.Environment["MESOS_EXECUTOR_AUTHENTICATION_TOKEN"] =
                tokens.Issue(new ExecutorClaims(draft.Launch.Key.FrameworkId, draft.Launch.ExecutorId, draft.Launch.ContainerId));
            draft.Environment["LIBPROCESS_PORT"] = "0";
            draft.Environment["MESOS_EXECUTOR_SHUTDOWN_GRACE_PERIOD"] =
                $"{ExecutorEntry.ShutdownGraceOf(executor).TotalSeconds.ToString(CultureInfo.InvariantCulture)}secs";
            draft.Environment["MESOS_CHECKPOINT"] = keepsTrying ? "1" : "0";
            if (keepsTrying)
            {
                draft.Environment["MESOS_RECOVERY_TIMEOUT"] = "15mins";
                draft.Environment["MESOS_SUBSCRIPTION_BACKOFF_MAX"] = "2secs";
            }
        }

        return ValueTask.FromResult<string?>(null);
    }
}
