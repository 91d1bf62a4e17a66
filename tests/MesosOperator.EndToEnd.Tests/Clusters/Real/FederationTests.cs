using System.Globalization;
using MesosOperator.EndToEnd.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.TestKit.Kubernetes.Servers;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.EndToEnd.Tests.Clusters.Real;

/// <summary>
/// Two clusters, one of them with a real kubelet, and a host: 8 processors under two frameworks with equal shares, while the API
/// server of the real one goes and comes back.
/// </summary>
[Collection(RealMemberCollection.Name)]
public sealed class FederationTests(RealMember real)
{
    /// <summary>A quarter of each node and of the host in everything: so the share of an offer is that of the tasks it has room for.</summary>
    private const double Cpus = 0.5;
    private const double Megabytes = 256;
    private const double DiskMegabytes = 1024;

    private const int Room = 16;
    private const int OfTheReal = 4;
    private const string Simulated = "simulated";

    [Fact]
    public async Task Two_clusters_and_a_host_are_one_pool_that_survives_the_loss_of_a_cluster()
    {
        await real.NeedAsync();
        var stop = TestContext.Current.CancellationToken;
        await using var recorder = new RunRecorder(real.Node.HostAddress);
        await using var nodes = await SimulatedNodes.StartAsync(real.Home, 2, "2", "1Gi", stop);
        await using var agent = AgentProcess.Start(real.AgentLink, "--resources", "cpus:2;mem:1024;disk:4096", "--hostname", "host");
        await SimulatedNodes.AddNamespaceAsync(real.Home, RealMember.Tasks, stop);
        await real.DeclareAsync(Simulated, "inCluster: {}");
        await using (var left = new Eager(real.Api, "left", recorder))
        await using (var right = new Eager(real.Api, "right", recorder))
        {
            await FullAsync(left, right);
            Assert.Equal([(RealMember.Name, OfTheReal), ("host", 4), ("node-1", 4), ("node-2", 4)], Places(left, right));
            await SeenAsync(left, right);

            await real.Cluster.FreezeAsync();
            await UntilAsync(left, right, TaskState.TaskUnreachable, OfTheReal, "the tasks of the cluster that was cut off are unreachable");
            await real.Home.Kubectl.SucceedAsync("wait", "--for=condition=Connected=False", "--timeout=60s", $"clusters.mesosoperator.io/{RealMember.Name}");
            await EndOneAsync(left, right, recorder, real.Cluster.ThawAsync);

            await real.Cluster.KillAsync();
            await EndOneAsync(left, right, recorder, () => real.Cluster.StartAgainAsync(stop));

            await RequireOnceAsync([left, right], recorder, nodes);
        }

        await real.Home.Kubectl.SucceedAsync("delete", $"clusters.mesosoperator.io/{Simulated}", "--timeout=60s");
        await real.EmptyAsync();
    }

    /// <summary>A task of the cluster ends while nobody sees it; its end is told, and its place is taken, when the cluster is back.</summary>
    private static async Task EndOneAsync(Eager left, Eager right, RunRecorder recorder, Func<Task> comeBack)
    {
        var (owner, task) = new[] { left, right }.SelectMany(framework => framework.RunningOn(RealMember.Name).Select(task => (framework, task))).First();
        await recorder.EndAsync(task);
        await comeBack();
        await owner.Framework.UntilAsync(() => owner.Framework.States[task] == TaskState.TaskFinished, $"the end of {task} is told");
        await FullAsync(left, right);
    }

    /// <summary>Waits until there is no room, and shares are equal but for one task.</summary>
    private static async Task FullAsync(Eager left, Eager right)
    {
        await UntilAsync(left, right, TaskState.TaskRunning, Room, "every processor is used");
        Assert.True(Math.Abs(left.Count(TaskState.TaskRunning) - right.Count(TaskState.TaskRunning)) <= 1, $"{left.Describe()}; {right.Describe()}");
    }

    private static async Task UntilAsync(Eager left, Eager right, TaskState state, int count, string what)
    {
        try
        {
            await left.Framework.UntilAsync(() => left.Count(state) + right.Count(state) == count, what);
        }
        catch (Xunit.Sdk.XunitException late)
        {
            Assert.Fail($"{late.Message} ({left.Describe()}; {right.Describe()})");
        }
    }

    private static (string Host, int Count)[] Places(params Eager[] frameworks) =>
    [
        .. frameworks.SelectMany(framework => framework.Places).GroupBy(place => place.Value).Select(host => (host.Key, host.Count()))
            .OrderBy(host => host.Key != RealMember.Name).ThenBy(host => host.Key, StringComparer.Ordinal),
    ];

    /// <summary>Logs are read wherever something really runs.</summary>
    private async Task SeenAsync(params Eager[] frameworks)
    {
        foreach (var host in (string[])[RealMember.Name, "host"])
        {
            var (framework, task) = frameworks.SelectMany(framework => framework.RunningOn(host).Select(task => (framework.Framework, task))).First();
            var agent = new SeenAgent(real.Api, framework.Heard(task)!.AgentId.Value);
            await agent.HasWrittenAsync($"/frameworks/{framework.Id}/executors/{task}/runs/latest/stdout", $"hello from {task}\n");
        }
    }

    /// <summary>
    /// Each task has run once, where it was launched, and has one end. A launch that has crossed with the loss of the
    /// cluster may be dropped, and has not run then.
    /// </summary>
    private static async Task RequireOnceAsync(Eager[] frameworks, RunRecorder recorder, SimulatedNodes nodes)
    {
        var launched = frameworks.SelectMany(framework => framework.Places.Where(place => framework.Framework.States[place.Key] is TaskState.TaskRunning or TaskState.TaskFinished)).ToArray();
        var really = launched.Where(place => !place.Value.StartsWith("node-", StringComparison.Ordinal)).Select(place => place.Key).ToArray();
        await Eventually.TrueAsync(() => recorder.Runs.Length >= really.Length, "every task has begun");

        Assert.Equal(really.Order(StringComparer.Ordinal), recorder.Runs.Order(StringComparer.Ordinal));
        Assert.Equal(launched.Length - really.Length, nodes.Begun);
        Assert.Equal((Room, 2), (frameworks.Sum(framework => framework.Count(TaskState.TaskRunning)), frameworks.Sum(framework => framework.Count(TaskState.TaskFinished))));
        foreach (var ends in frameworks.SelectMany(framework => framework.Framework.Told.Where(told => SteadyFramework.IsEnd(told.State))).GroupBy(told => told.Task))
            Assert.Single(ends.Distinct());
    }

    /// <summary>A framework that wants ever more tasks of half a processor, one an offer, so that the allocator decides about each.</summary>
    private sealed class Eager : IAsyncDisposable
    {
        private readonly Lock _gate = new();
        private readonly SortedDictionary<string, string> _places = new(StringComparer.Ordinal);
        private readonly string _name;
        private readonly RunRecorder _recorder;

        public Eager(Uri api, string name, RunRecorder recorder)
        {
            (_name, _recorder) = (name, recorder);
            Framework = new SteadyFramework(A.Framework(name), [api], LaunchOne);
        }

        public SteadyFramework Framework { get; }

        /// <summary>Where each task was launched.</summary>
        public KeyValuePair<string, string>[] Places
        {
            get
            {
                lock (_gate)
                    return [.. _places];
            }
        }

        public int Count(TaskState state) => Framework.States.Count(task => task.Value == state);

        public IEnumerable<string> RunningOn(string host) => Places
            .Where(place => place.Value == host && Framework.States[place.Key] is TaskState.TaskRunning or TaskState.TaskUnreachable).Select(place => place.Key);

        public string Describe() => $"{_name}: {string.Join(", ", Framework.States.Values.CountBy(state => state).Select(states => $"{states.Value} {states.Key}"))}";

        /// <summary>Leaves for good, and its tasks with it.</summary>
        public async ValueTask DisposeAsync()
        {
            await Framework.TearDownAsync();
            await Framework.DisposeAsync();
        }

        private IEnumerable<Offer.Types.Operation> LaunchOne(Offer offer)
        {
            if (A.Room(offer, Cpus, Megabytes) == 0)
                return [];
            string id;
            lock (_gate)
            {
                id = string.Create(CultureInfo.InvariantCulture, $"{_name}-{_places.Count}");
                _places.Add(id, offer.Hostname);
            }

            var task = A.Task(offer, id, Cpus, Megabytes, _recorder.Command(id));
            task.Resources.Add(A.Scalar("disk", DiskMegabytes));
            return
            [
                new Offer.Types.Operation
                {
                    Type = Offer.Types.Operation.Types.Type.Launch,
                    Launch = new Offer.Types.Operation.Types.Launch { TaskInfos = { task } },
                },
            ];
        }
    }
}
