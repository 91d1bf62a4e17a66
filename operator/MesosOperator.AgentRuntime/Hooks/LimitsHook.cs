using MesosOperator.AgentRuntime.Launching;
using MesosOperator.Protocol.Mesos.V1;
using Kind = MesosOperator.Protocol.Mesos.V1.RLimitInfo.Types.RLimit.Types.Type;

namespace MesosOperator.AgentRuntime.Hooks;

/// <summary>Takes over the limits of <c>container.rlimit_info</c> (mesos-wire 7.3).</summary>
internal sealed class LimitsHook : IPrepare
{
    public ValueTask<string?> PrepareAsync(TaskDraft draft, CancellationToken stop) => ValueTask.FromResult(Prepare(draft));

    /// <summary>What is wrong with the limits of the task, or null.</summary>
    public static string? Prepare(TaskDraft draft)
    {
        foreach (var limit in draft.Launch.Task.Container?.RlimitInfo?.Rlimits ?? [])
        {
            if (Problem(limit) is { } problem)
                return $"Resource limit {limit.Type}: {problem}";
            draft.Limits.Add(limit.HasSoft
                ? new ResourceLimit(NumberOf(limit.Type)!.Value, limit.Soft, limit.Hard)
                : new ResourceLimit(NumberOf(limit.Type)!.Value, ResourceLimit.Unlimited, ResourceLimit.Unlimited));
        }

        return null;
    }

    private static string? Problem(RLimitInfo.Types.RLimit limit)
    {
        if (NumberOf(limit.Type) is null)
            return "is not known";
        if (limit.HasSoft != limit.HasHard)
            return "has only one of a soft and a hard limit";
        return limit.HasSoft && limit.Soft > limit.Hard ? "the soft limit is above the hard one" : null;
    }

    /// <summary>As in Linux' resource.h, the same on x86-64 and arm64.</summary>
    private static int? NumberOf(Kind kind) => kind switch
    {
        Kind.RlmtCpu => 0,
        Kind.RlmtFsize => 1,
        Kind.RlmtData => 2,
        Kind.RlmtStack => 3,
        Kind.RlmtCore => 4,
        Kind.RlmtRss => 5,
        Kind.RlmtNproc => 6,
        Kind.RlmtNofile => 7,
        Kind.RlmtMemlock => 8,
        Kind.RlmtAs => 9,
        Kind.RlmtLocks => 10,
        Kind.RlmtSigpending => 11,
        Kind.RlmtMsgqueue => 12,
        Kind.RlmtNice => 13,
        Kind.RlmtRtprio => 14,
        Kind.RlmtRttime => 15,
        _ => null,
    };
}
