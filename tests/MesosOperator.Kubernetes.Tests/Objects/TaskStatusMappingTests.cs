using MesosOperator.Core.Identity;
using MesosOperator.Core.Tasks;
using MesosOperator.Crds.Tasks;
using MesosOperator.Kubernetes.Objects;

namespace MesosOperator.Kubernetes.Tests.Objects;

public sealed class TaskStatusMappingTests
{
    [Theory]
    [InlineData(null, "True", "Running")]
    [InlineData(true, "True", "Running")]
    [InlineData(false, "False", "Unhealthy")]
    public void A_task_that_runs_is_ready_unless_it_is_sick(bool? healthy, string isReady, string reason)
    {
        var told = new TaskStatus(new TaskId("t1"), TaskState.Running, StatusSource.Executor) { Healthy = healthy, Message = "how it is" };

        var status = TaskStatusMapping.StatusOf(new V1Alpha1Task(), told, TimeProvider.System);

        var ready = Assert.Single(status.Conditions!, condition => condition.Type == "Ready");
        Assert.Equal((healthy, isReady, reason, "how it is"), (status.Healthy, ready.Status.ToString(), ready.Reason, ready.Message));
    }
}
