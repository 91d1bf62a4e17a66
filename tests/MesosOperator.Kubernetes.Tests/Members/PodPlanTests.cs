using Google.Protobuf;
using MesosOperator.Crds.Clusters;
using MesosOperator.Kubernetes.Members.Pods;
using MesosOperator.Protocol.AgentLink;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Kubernetes.Tests.Members;

public sealed class PodPlanTests
{
    [Fact]
    public void A_container_of_the_default_executor_s_own_is_refused_rather_than_left_out()
    {
        var plain = new Wire.ContainerInfo { Type = Wire.ContainerInfo.Types.Type.Mesos };
        var own = new Wire.ContainerInfo(plain) { Volumes = { new Wire.Volume { ContainerPath = "v", HostPath = "/srv" } } };

        Assert.Null(Plan(plain).Problem);
        Assert.Equal(
            (null, "The default executor has no container of its own here, and cannot have volumes; ask for that in the containers of its tasks"), Plan(own));
    }

    private static (object? Pod, string? Problem) Plan(Wire.ContainerInfo container)
    {
        var order = new OperatorMessage
        {
            RunGroup = new OperatorMessage.Types.RunGroup
            {
                Framework = new Wire.FrameworkInfo { Id = new Wire.FrameworkID { Value = "f" }, Name = "f", User = "nobody" },
                Executor = new Wire.ExecutorInfo
                {
                    Type = Wire.ExecutorInfo.Types.Type.Default,
                    ExecutorId = new Wire.ExecutorID { Value = "e" },
                    Container = container,
                },
                Tasks =
                {
                    new Wire.TaskInfo
                    {
                        Name = "t",
                        TaskId = new Wire.TaskID { Value = "t" },
                        AgentId = new Wire.AgentID { Value = "a" },
                        Command = new Wire.CommandInfo { Value = "true" },
                        Container = new Wire.ContainerInfo
                        {
                            Type = Wire.ContainerInfo.Types.Type.Mesos,
                            Mesos = new() { Image = new Wire.Image { Type = Wire.Image.Types.Type.Docker, Docker = new() { Name = "busybox" } } },
                        },
                    },
                },
                AllocationRole = "dev",
            },
        };
        return PodPlan.For(PodOrder.Read(Convert.ToBase64String(order.ToByteArray()))!, "node", new PodSettings("cluster", new ClusterTasks()));
    }
}
