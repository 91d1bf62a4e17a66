using MesosOperator.EndToEnd.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.EndToEnd.Tests.Clusters.Real;

/// <summary>kube-scheduler places Pods of others on the node that is offered: 2 processors, of which they take 1.5.</summary>
[Collection(RealMemberCollection.Name)]
public sealed class SharingTests(RealMember real) : IAsyncLifetime
{
    private const string Local = "local";

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (real.IsReady)
            await real.Cluster.Kubectl.SucceedAsync("delete", "pod", Local, "--ignore-not-found", "--grace-period=0", "--force");
    }

    [Fact]
    public async Task An_offer_is_taken_back_when_another_scheduler_takes_what_it_offers()
    {
        await real.NeedAsync();
        await using var keeper = new Keeper(real.Api, "keeper");
        var offer = await keeper.OfferAsync(2);

        await PlaceAsync();

        await keeper.Framework.UntilAsync(() => keeper.Framework.IsRescinded(offer), "the offer is taken back");
        await RestAsync(keeper);
        await RemoveAsync();
        await keeper.OfferAsync(1.5);
    }

    /// <summary>
    /// The master hears of the Pod and of the launch at once, and may take either first: it knows that the offer is gone, or the
    /// kubelet does not let the task in. Nobody waits in vain either way.
    /// </summary>
    [Fact]
    public async Task A_launch_that_crosses_with_another_scheduler_fails_cleanly()
    {
        await real.NeedAsync();
        await using var keeper = new Keeper(real.Api, "crossing");
        var offer = await keeper.OfferAsync(2);

        real.FreezeOperator();
        await PlaceAsync(condition: "PodScheduled"); // Any longer, and the operator would have lost its lead.
        var launching = keeper.LaunchAsync(offer, "crossed", 1.5);
        real.ThawOperator();

        var crossed = await launching;
        TestContext.Current.TestOutputHelper?.WriteLine(crossed.ToString());
        Assert.Equal(TaskState.TaskDropped, crossed.State);
        await RestAsync(keeper);
    }

    /// <summary>Pods with the label of tasks that lie in other namespaces are not seen, so this one is there as if the operator had yet to hear of it.</summary>
    [Fact]
    public async Task What_the_kubelet_does_not_let_in_is_dropped_and_offered_as_it_is()
    {
        await real.NeedAsync();
        await using var keeper = new Keeper(real.Api, "unaware");
        await PlaceAsync($"{Crds.Labels.Cluster}={RealMember.Name}");

        var dropped = await keeper.LaunchAsync(await keeper.OfferAsync(2), "large", 1.5);

        Assert.Equal(TaskState.TaskDropped, dropped.State);
        Assert.StartsWith("OutOfcpu", dropped.Message, StringComparison.Ordinal);
        await real.Cluster.Kubectl.SucceedAsync("label", "pod", Local, $"{Crds.Labels.Cluster}-");
        await RestAsync(keeper);
    }

    [Fact]
    public async Task A_task_gets_to_its_node_by_way_of_the_other_scheduler_where_that_is_wanted()
    {
        await real.NeedAsync();
        await real.DeclareAsync(RealMember.Name, RealMember.Secret, "Scheduler");
        try
        {
            await using var keeper = new Keeper(real.Api, "scheduled");
            await keeper.RunAsync("scheduled", 0.5);

            var pod = await real.PodOfAsync("scheduled");
            await Eventually.TrueAsync(
                async () => (await real.Cluster.Kubectl.SucceedAsync("get", "events", "-n", RealMember.Tasks, "--field-selector", $"reason=Scheduled,involvedObject.name={pod}", "-o", "name")).Length > 0,
                "kube-scheduler has put it there");
        }
        finally
        {
            await real.DeclareAsync(RealMember.Name, RealMember.Secret);
        }
    }

    /// <summary>What is left can be used, and no more is offered.</summary>
    private static async Task RestAsync(Keeper keeper)
    {
        await keeper.RunAsync("small", 0.5);
        await keeper.Framework.UntilAsync(() => keeper.Cpus == 0, "nothing is left");
    }

    /// <summary>By way of kube-scheduler; it runs when this returns, unless less will do.</summary>
    private async Task PlaceAsync(string? label = null, string condition = "Ready")
    {
        string[] labels = label is null ? [] : [$"--labels={label}"];
        await real.Cluster.Kubectl.SucceedAsync(
            ["run", Local, "--image", TestKit.Kubernetes.Servers.KubeNode.Image, "--restart=Never", .. labels, "--overrides", Overrides, "--command", "--", "sleep", "1000"]);
        await real.Cluster.Kubectl.SucceedAsync("wait", $"--for=condition={condition}", "--timeout=60s", $"pod/{Local}");
    }

    private Task RemoveAsync() => real.Cluster.Kubectl.SucceedAsync("delete", "pod", Local, "--grace-period=0", "--force");

    private const string Overrides =
        """{"spec":{"containers":[{"name":"local","image":"docker.io/test/busybox:1","command":["sleep","1000"],"resources":{"requests":{"cpu":"1500m"}}}]}}""";
}
