using MesosOperator.AgentRuntime.Cgroups;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Tests.Cgroups;

public sealed class LimitRulesTests
{
    private const long Mebibyte = 1 << 20;

    [Fact]
    public void Shares_follow_the_request_and_memory_is_at_least_32_MiB() =>
        Assert.Equal(new CgroupLimits(1536, null, 32 * Mebibyte, 100), new LimitRules(false, 100).Of(Task(("cpus", 1.5), ("mem", 8))));

    [Fact]
    public void A_quota_is_there_where_the_agent_wants_one() =>
        Assert.Equal(new CgroupLimits(512, 50_000, 64 * Mebibyte, null), new LimitRules(true, 0).Of(Task(("cpus", 0.25), ("cpus", 0.25), ("mem", 64))));

    [Fact]
    public void Limits_of_the_task_win_and_infinity_is_none()
    {
        var task = Task(("cpus", 1), ("mem", 64));
        task.Limits["cpus"] = new Value.Types.Scalar { Value = 2 };
        task.Limits["mem"] = new Value.Types.Scalar { Value = double.PositiveInfinity };

        Assert.Equal(new CgroupLimits(1024, 200_000, null, null), new LimitRules(true, 0).Of(task));
    }

    [Fact]
    public void Nothing_requested_is_the_least_that_there_is() =>
        Assert.Equal(new CgroupLimits(2, 1_000, null, null), new LimitRules(true, 0).Of(Task()));

    private static TaskInfo Task(params (string Name, double Amount)[] resources) => new()
    {
        Resources =
        {
            resources.Select(resource => new Resource
            {
                Name = resource.Name,
                Type = Value.Types.Type.Scalar,
                Scalar = new Value.Types.Scalar { Value = resource.Amount },
            }),
        },
    };
}
