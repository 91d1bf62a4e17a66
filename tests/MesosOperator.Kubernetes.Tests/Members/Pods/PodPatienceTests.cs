using k8s.Models;
using MesosOperator.Core.Tasks;
using MesosOperator.Kubernetes.Members.Pods;

namespace MesosOperator.Kubernetes.Tests.Members.Pods;

public sealed class PodPatienceTests
{
    private static readonly DateTimeOffset Made = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 10)]
    [InlineData(9, 1)]
    public void A_Pod_without_a_place_is_looked_at_again_in_time(int seconds, int left) =>
        Assert.Equal((null, TimeSpan.FromSeconds(left)), PodPatience.Of(Unplaced(), Made.AddSeconds(seconds)));

    [Fact]
    public void A_Pod_without_a_place_for_long_is_dropped_with_the_words_of_the_scheduler()
    {
        var (late, again) = PodPatience.Of(Unplaced(), Made.AddSeconds(10));

        Assert.Null(again);
        Assert.Equal((TaskState.Dropped, "The cluster's scheduler does not place the Pod: 0/3 nodes are available"), (late!.State, late.Message));
    }

    [Fact]
    public void A_Pod_that_does_not_begin_fails_with_what_it_waits_for()
    {
        var pod = Pod();
        pod.Spec.NodeName = "n1";
        pod.Status.ContainerStatuses = [new V1ContainerStatus { State = new V1ContainerState { Waiting = new V1ContainerStateWaiting { Reason = "ContainerCreating" } } }];

        Assert.Equal((null, TimeSpan.FromMinutes(5)), PodPatience.Of(pod, Made.AddMinutes(10)));
        Assert.Equal("The Pod has not begun within 15 min: ContainerCreating", PodPatience.Of(pod, Made.AddMinutes(15)).TooLong!.Message);
    }

    [Fact]
    public void What_runs_or_is_deleted_already_is_not_waited_for()
    {
        var (running, deleted) = (Pod(), Unplaced());
        running.Status.Phase = "Running";
        deleted.Metadata.DeletionTimestamp = Made.UtcDateTime;

        Assert.Equal((null, null), PodPatience.Of(running, Made.AddDays(1)));
        Assert.Equal((null, null), PodPatience.Of(deleted, Made.AddDays(1)));
    }

    private static V1Pod Unplaced()
    {
        var pod = Pod();
        pod.Status.Conditions =
        [
            new V1PodCondition { Type = "PodScheduled", Status = "False", Reason = "Unschedulable", Message = "0/3 nodes are available", LastTransitionTime = Made.UtcDateTime },
        ];
        return pod;
    }

    private static V1Pod Pod() => new()
    {
        Metadata = new V1ObjectMeta { Name = "p", CreationTimestamp = Made.UtcDateTime },
        Spec = new V1PodSpec(),
        Status = new V1PodStatus { Phase = "Pending" },
    };
}
