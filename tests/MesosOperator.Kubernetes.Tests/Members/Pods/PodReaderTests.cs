using k8s;
using k8s.Models;
using MesosOperator.Core.Tasks;
using MesosOperator.Kubernetes.Members.Pods;

namespace MesosOperator.Kubernetes.Tests.Members.Pods;

/// <summary>What the states of Pods say of tasks, as docs/clusters.md has it.</summary>
public sealed class PodReaderTests
{
    private const string Running = """{"running":{}}""";
    private const string ByOthers = "The Pod was deleted, and not by the operator";

    [Theory]
    [InlineData("Pending", """{"waiting":{"reason":"ContainerCreating"}}""", null)]
    [InlineData("Pending", """{"waiting":{"reason":"ErrImagePull"}}""", null)]
    [InlineData("Running", Running, TaskState.Running)]
    [InlineData("Succeeded", """{"terminated":{"exitCode":0}}""", TaskState.Finished)]
    [InlineData("Running", """{"terminated":{"exitCode":0}}""", TaskState.Finished)]
    [InlineData("Failed", """{"terminated":{"exitCode":3}}""", TaskState.Failed, StatusReason.CommandExecutorFailed, "Command exited with status 3")]
    [InlineData("Failed", """{"terminated":{"exitCode":137,"signal":9}}""", TaskState.Failed, StatusReason.CommandExecutorFailed, "Command terminated with signal 9")]
    [InlineData("Failed", """{"terminated":{"exitCode":137,"reason":"OOMKilled"}}""", TaskState.Failed, StatusReason.ContainerLimitationMemory, "Memory limit exceeded")]
    [InlineData("Pending", """{"waiting":{"reason":"ImagePullBackOff","message":"no such image"}}""", TaskState.Failed, StatusReason.ContainerLaunchFailed, "ImagePullBackOff: no such image")]
    [InlineData("Pending", """{"waiting":{"reason":"InvalidImageName","message":"bad"}}""", TaskState.Failed, StatusReason.ContainerLaunchFailed, "InvalidImageName: bad")]
    [InlineData("Running", """{"waiting":{"reason":"RunContainerError","message":"no shell"}}""", TaskState.Failed, StatusReason.ContainerLaunchFailed, "RunContainerError: no shell")]
    public void A_container_says_how_its_task_is(string phase, string container, TaskState? state, StatusReason? reason = null, string? message = null)
    {
        var seen = Read(Pod(phase, container));

        Assert.Equal((state, reason), (seen?.State, seen?.Reason));
        if (message is not null)
            Assert.Equal(message, seen!.Message);
    }

    [Theory]
    [InlineData("OutOfcpu", TaskState.Dropped, StatusReason.ContainerLaunchFailed)]
    [InlineData("OutOfmemory", TaskState.Dropped, StatusReason.ContainerLaunchFailed)]
    [InlineData("OutOfpods", TaskState.Dropped, StatusReason.ContainerLaunchFailed)]
    [InlineData("NodePorts", TaskState.Dropped, StatusReason.ContainerLaunchFailed)]
    [InlineData("NodeAffinity", TaskState.Dropped, StatusReason.ContainerLaunchFailed)]
    [InlineData("UnexpectedAdmissionError", TaskState.Dropped, StatusReason.ContainerLaunchFailed)]
    [InlineData("Evicted", TaskState.Failed, StatusReason.ContainerLimitation)]
    [InlineData("Preempting", TaskState.Failed, StatusReason.ContainerPreempted)]
    [InlineData("Shutdown", TaskState.Failed, StatusReason.ContainerPreempted)]
    [InlineData("DeadlineExceeded", TaskState.Failed, StatusReason.ContainerPreempted)]
    [InlineData("NodeLost", TaskState.Failed, null)]
    public void A_Pod_that_fails_as_a_whole_says_why(string reason, TaskState state, StatusReason? told)
    {
        var pod = Pod("Failed", null);
        (pod.Status.Reason, pod.Status.Message) = (reason, "in words");

        Assert.Equal((state, told, $"{reason}: in words"), (Read(pod)!.State, Read(pod)!.Reason, Read(pod)!.Message));
    }

    [Theory]
    [InlineData("Killed", 143, TaskState.Killed, null)]
    [InlineData("Killed", 0, TaskState.Killed, null)]
    [InlineData("Failed", 143, TaskState.Killed, null)]
    [InlineData("Failed", 2, TaskState.Failed, StatusReason.CommandExecutorFailed)]
    [InlineData("Late", 137, TaskState.Failed, StatusReason.ContainerLaunchFailed)]
    [InlineData("Drained", 143, TaskState.Killed, StatusReason.AgentDraining)]
    [InlineData("Gone", 143, TaskState.GoneByOperator, StatusReason.AgentDraining)]
    public void What_the_operator_ends_ends_as_it_was_meant(string ending, int exitCode, TaskState state, StatusReason? told)
    {
        var pod = Pod("Failed", $$$"""{"terminated":{"exitCode":{{{exitCode}}}}}""");
        pod.Metadata.Annotations = new Dictionary<string, string> { [Crds.Annotations.Ending] = ending };
        pod.Metadata.DeletionTimestamp = DateTime.UnixEpoch;

        Assert.Equal((state, told), (Read(pod)!.State, Read(pod)!.Reason));
    }

    [Theory]
    [InlineData(null, ByOthers)]
    [InlineData("PreemptionByScheduler", $"{ByOthers}: PreemptionByScheduler: for another")]
    [InlineData("DeletionByTaintManager", $"{ByOthers}: DeletionByTaintManager: for another")]
    public void What_others_delete_failed_and_newer_servers_tell_who_it_was(string? who, string message)
    {
        var pod = Pod("Failed", """{"terminated":{"exitCode":143}}""");
        pod.Metadata.DeletionTimestamp = DateTime.UnixEpoch;
        if (who is not null)
            pod.Status.Conditions = [new V1PodCondition { Type = "DisruptionTarget", Status = "True", Reason = who, Message = "for another" }];

        Assert.Equal((TaskState.Failed, StatusReason.ContainerPreempted, message), (Read(pod)!.State, Read(pod)!.Reason, Read(pod)!.Message));
    }

    [Theory]
    [InlineData(true, null, true)]
    [InlineData(false, null, null)]
    [InlineData(false, true, false)]
    [InlineData(true, false, true)]
    public void Health_is_told_from_when_it_was_well_once(bool ready, bool? before, bool? healthy)
    {
        var pod = Checked(Pod("Running", Running));
        pod.Status.ContainerStatuses[0].Ready = ready;

        Assert.Equal(healthy, PodReader.Read(pod, 0, Was(before))!.Healthy);
    }

    [Theory]
    [InlineData(137, null, false, TaskState.Killed)]
    [InlineData(143, false, false, TaskState.Killed)]
    [InlineData(137, true, null, TaskState.Failed)]
    [InlineData(1, false, null, TaskState.Failed)]
    public void What_its_node_ends_for_its_health_is_killed_and_unhealthy(int exitCode, bool? before, bool? healthy, TaskState state)
    {
        var seen = PodReader.Read(Checked(Pod("Failed", $$$"""{"terminated":{"exitCode":{{{exitCode}}}}}""")), 0, Was(before))!;

        Assert.Equal((state, healthy), (seen.State, seen.Healthy));
    }

    [Fact]
    public void Files_that_cannot_be_fetched_fail_the_task()
    {
        var pod = Pod("Failed", """{"waiting":{"reason":"PodInitializing"}}""");
        pod.Status.InitContainerStatuses = [Status("fetch-task-0", """{"terminated":{"exitCode":1}}""")];

        Assert.Equal(
            (TaskState.Failed, StatusReason.ContainerLaunchFailed, "Its files could not be fetched; the log of container fetch-task-0 in Pod p says why"),
            (Read(pod)!.State, Read(pod)!.Reason, Read(pod)!.Message));
    }

    private static Observation? Read(V1Pod pod) => PodReader.Read(pod, 0, before: null);

    private static Observation Was(bool? healthy) => new(TaskState.Running) { Healthy = healthy };

    private static V1Pod Checked(V1Pod pod)
    {
        pod.Spec.Containers[0].LivenessProbe = new V1Probe();
        return pod;
    }

    private static V1Pod Pod(string phase, string? container) => new()
    {
        Metadata = new V1ObjectMeta { Name = "p" },
        Spec = new V1PodSpec { Containers = [new V1Container { Name = "task-0" }] },
        Status = new V1PodStatus { Phase = phase, ContainerStatuses = container is null ? null : [Status("task-0", container)] },
    };

    private static V1ContainerStatus Status(string name, string state) => new() { Name = name, State = KubernetesJson.Deserialize<V1ContainerState>(state) };
}
