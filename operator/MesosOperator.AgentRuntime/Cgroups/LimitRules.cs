using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Cgroups;

/// <summary>
/// From the resources of a task to its limits, as Mesos has it: shares by the cpus requested, a quota only where the agent
/// wants one or the task names a limit, and at least 32 MiB of memory.
/// </summary>
/// <param name="HasCpuQuota">Whether a task gets no more processor time than it has requested, also when there is more.</param>
/// <param name="MostProcesses">Processes and threads of a task; 0: no limit.</param>
internal sealed record LimitRules(bool HasCpuQuota, long MostProcesses)
{
    private const double SharesPerCpu = 1024;
    private const long LeastShares = 2;
    private const long LeastQuota = 1_000;

    public CgroupLimits Of(TaskInfo task)
    {
        var cpus = TaskResources.Scalar(task, "cpus");
        return new(
            Math.Max((long)(cpus * SharesPerCpu), LeastShares),
            Quota(TaskResources.Limit(task, "cpus") ?? (HasCpuQuota ? cpus : double.PositiveInfinity)),
            TaskResources.MemoryLimitBytes(task),
            MostProcesses > 0 ? MostProcesses : null);
    }

    private static long? Quota(double cpus) =>
        double.IsPositiveInfinity(cpus) ? null : Math.Max((long)(cpus * CgroupLimits.CpuPeriod), LeastQuota);
}
