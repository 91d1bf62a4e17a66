using MesosOperator.EndToEnd.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.TestKit.Kubernetes.Servers;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.EndToEnd.Tests.Clusters;

/// <summary>The nodes of two real API servers and a host in one pool.</summary>
public sealed class MemberClusterTests
{
    private const string Tasks = "mesos-tasks";

    [Fact]
    public async Task Tasks_land_on_two_clusters_and_a_host_survive_a_cut_and_end_when_one_leaves()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var home = await KubeApiServer.StartAsync(stop);
        await using var east = await KubeApiServer.StartAsync(stop);
        await home.InstallDefinitionsAsync(SharedKubeApiServer.DefinitionFiles, stop);
        await using var nodesAtHome = await PrepareAsync(home);
        await using var nodesInTheEast = await PrepareAsync(east);
        await using var mesos = await ClusterOperatorProcess.StartAsync(home.KubeconfigPath, "--namespace", "default", "--agent-ping-interval", "1s", "--agent-ping-misses", "3");
        await using var agent = AgentProcess.Start(mesos.AgentLink, "--resources", "cpus:2;mem:1024");
        await ApplyAsync(home, "inCluster: {}", "home");
        await home.Kubectl.SucceedAsync("create", "secret", "generic", "east", $"--from-file=kubeconfig={east.KubeconfigPath}");
        await ApplyAsync(home, "kubeconfig: {secretNamespace: default, secretName: east}", "east");
        await home.Kubectl.SucceedAsync("wait", "--for=condition=Ready", "--timeout=60s", "clusters.mesosoperator.io/home", "clusters.mesosoperator.io/east");

        var launched = 0;
        await using var framework = new SteadyFramework(Info(), [mesos.Api], offer => Launches(offer, ref launched));
        await framework.UntilAsync(() => framework.States.Count(task => task.Value == TaskState.TaskRunning) == 10, "a task of one processor runs wherever there is one");

        var (atHome, inTheEast) = (await PodsAsync(home), await PodsAsync(east));
        Assert.Equal((4, 4), (atHome.Length, inTheEast.Length));
        await Eventually.TrueAsync(async () => await NodesAsync(home) == "east=2 home=2", "the objects say how many nodes there are");

        await east.FreezeAsync();
        await framework.UntilAsync(() => framework.States.Count(task => task.Value == TaskState.TaskUnreachable) == 4, "the tasks of the cluster that was cut off are unreachable");
        await home.Kubectl.SucceedAsync("wait", "--for=condition=Connected=False", "--timeout=60s", "clusters.mesosoperator.io/east");
        await east.ThawAsync();
        await framework.UntilAsync(() => framework.States.Count(task => task.Value == TaskState.TaskRunning) == 10, "they run again");

        Assert.Equal(inTheEast, await PodsAsync(east));
        Assert.Equal(10, launched);
        await LeaveAsync(home, framework);
        Assert.Empty(await PodsAsync(east));
    }

    /// <summary>A cluster that is deleted is emptied before.</summary>
    private static async Task LeaveAsync(KubeApiServer home, SteadyFramework framework)
    {
        await home.Kubectl.SucceedAsync("delete", "clusters.mesosoperator.io/east", "--timeout=60s");
        await framework.UntilAsync(() => framework.States.Count(task => task.Value == TaskState.TaskKilled) == 4, "the tasks of the cluster that left are killed");
    }

    private static async Task<SimulatedNodes> PrepareAsync(KubeApiServer server)
    {
        await SimulatedNodes.AddNamespaceAsync(server, Tasks, TestContext.Current.CancellationToken);
        return await SimulatedNodes.StartAsync(server, 2, "2", "1Gi", TestContext.Current.CancellationToken);
    }

    private static async Task ApplyAsync(KubeApiServer server, string how, string name)
    {
        var said = await server.Kubectl.RunWithInputAsync(
            $"""
            apiVersion: mesosoperator.io/v1alpha1
            kind: Cluster
            metadata: {"{"} name: {name} {"}"}
            spec:
              {how}
              tasks: {"{"} namespace: {Tasks}, defaultImage: busybox {"}"}
              leaving: {"{"} noticeSeconds: 2 {"}"}
            """,
            "apply", "-f", "-");
        Assert.True(said.ExitCode == 0, said.Errors);
    }

    private static async Task<string[]> PodsAsync(KubeApiServer server) =>
        (await server.Kubectl.SucceedAsync("get", "pods", "-n", Tasks, "-o", "jsonpath={range .items[*]}{.metadata.name} {end}")).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static async Task<string> NodesAsync(KubeApiServer home) =>
        (await home.Kubectl.SucceedAsync("get", "clusters.mesosoperator.io", "-o", "jsonpath={range .items[*]}{.metadata.name}={.status.nodes} {end}")).Trim();

    private static IEnumerable<Offer.Types.Operation> Launches(Offer offer, ref int launched)
    {
        var count = A.Room(offer, 1, 64);
        var first = launched;
        launched += count;
        return count == 0 ? [] :
        [
            new Offer.Types.Operation
            {
                Type = Offer.Types.Operation.Types.Type.Launch,
                Launch = new Offer.Types.Operation.Types.Launch { TaskInfos = { Enumerable.Range(first, count).Select(number => A.Task(offer, $"task-{number}", 1, 64, "exec sleep 1000")) } },
            },
        ];
    }

    private static FrameworkInfo Info() => new()
    {
        User = System.Environment.UserName,
        Name = "everywhere",
        Roles = { "everywhere" },
        FailoverTimeout = 3600,
        Capabilities =
        {
            new FrameworkInfo.Types.Capability { Type = FrameworkInfo.Types.Capability.Types.Type.MultiRole },
            new FrameworkInfo.Types.Capability { Type = FrameworkInfo.Types.Capability.Types.Type.PartitionAware },
        },
    };
}
