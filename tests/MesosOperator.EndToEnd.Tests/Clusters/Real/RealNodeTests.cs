using k8s;
using k8s.Models;
using MesosOperator.EndToEnd.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using Reason = MesosOperator.Protocol.Mesos.V1.TaskStatus.Types.Reason;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.EndToEnd.Tests.Clusters.Real;

/// <summary>Tasks as Pods of a real kubelet.</summary>
[Collection(RealMemberCollection.Name)]
public sealed class RealNodeTests(RealMember real)
{
    private const string Sleep = "sleep 1000";

    [Fact]
    public async Task Tasks_end_as_their_containers_do()
    {
        await real.NeedAsync();
        await using var work = new Work(real.Api, "ends");
        work.Run("good", "test -d \"$MESOS_SANDBOX\" && test \"$MESOS_TASK_ID\" = good && test \"$PWD\" = \"$MESOS_SANDBOX\"");
        work.Run("bad", "exit 7");
        work.Run("image", "test $OF_IMAGE = yes", task => task.Container = Image("test/busybox:1"));
        work.Run("missing", "true", task => task.Container = Image("test/none:1"));
        work.Run("greedy", "dd if=/dev/zero of=/dev/null bs=200M count=1");
        work.RunGroup("pair", ("first", "echo hello > $MESOS_SANDBOX/../first"), ("second", "exit 3"));

        await work.UntilAsync("good", TaskState.TaskFinished);
        Assert.Equal("Command exited with status 7", (await work.UntilAsync("bad", TaskState.TaskFailed)).Message);
        await work.UntilAsync("image", TaskState.TaskFinished);
        Assert.Equal(Reason.ContainerLimitationMemory, (await work.UntilAsync("greedy", TaskState.TaskFailed)).Reason);
        var missing = await work.UntilAsync("missing", TaskState.TaskFailed);
        Assert.Equal(Reason.ContainerLaunchFailed, missing.Reason);
        Assert.Contains("test/none:1", missing.Message, StringComparison.Ordinal);
        await work.UntilAsync("first", TaskState.TaskFinished);
        Assert.Equal("Command exited with status 3", (await work.UntilAsync("second", TaskState.TaskFailed)).Message);
        await real.EmptyAsync();
    }

    [Fact]
    public async Task A_killed_task_has_its_grace_and_no_more()
    {
        await real.NeedAsync();
        await using var work = new Work(real.Api, "killed");
        work.Run("polite", "trap 'exit 0' TERM; while true; do sleep 0.1; done", task => task.KillPolicy = Grace(60));
        work.Run("stubborn", "trap '' TERM; while true; do sleep 0.1; done", task => task.KillPolicy = Grace(60));
        work.RunGroup("pair", ("left", Sleep), ("right", Sleep));
        foreach (var task in (string[])["polite", "stubborn", "left", "right"])
            await work.UntilAsync(task, TaskState.TaskRunning);

        await work.Framework.KillAsync("polite");
        await work.Framework.KillAsync("stubborn", TimeSpan.FromSeconds(1));
        await work.Framework.KillAsync("left");

        Assert.Equal("Command exited with status 0", (await work.UntilAsync("polite", TaskState.TaskKilled)).Message);
        Assert.Equal("Command exited with status 137", (await work.UntilAsync("stubborn", TaskState.TaskKilled)).Message);
        await work.UntilAsync("left", TaskState.TaskKilled);
        await work.UntilAsync("right", TaskState.TaskKilled);
    }

    [Fact]
    public async Task What_others_do_to_a_Pod_is_told()
    {
        await real.NeedAsync();
        await using var work = new Work(real.Api, "disturbed");
        work.Run("deleted", Sleep);
        work.Run("evicted", Sleep);
        work.Run("spreading", "dd if=/dev/zero of=$MESOS_SANDBOX/zeros bs=1M count=64 && sleep 1000", task => task.Resources.Add(A.Scalar("disk", 16)));
        foreach (var task in (string[])["deleted", "evicted", "spreading"])
            await work.UntilAsync(task, TaskState.TaskRunning);

        await real.Cluster.Kubectl.SucceedAsync("delete", "pod", "-n", RealMember.Tasks, "--wait=false", await real.PodOfAsync("deleted"));
        await EvictAsync(await real.PodOfAsync("evicted"));

        Assert.Equal(Reason.ContainerPreempted, (await work.UntilAsync("deleted", TaskState.TaskFailed)).Reason);
        Assert.Equal(Reason.ContainerPreempted, (await work.UntilAsync("evicted", TaskState.TaskFailed)).Reason);
        var spreading = await work.UntilAsync("spreading", TaskState.TaskFailed);
        Assert.Equal(Reason.ContainerLimitation, spreading.Reason);
        Assert.StartsWith("Evicted", spreading.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ports_are_those_of_the_node()
    {
        await real.NeedAsync();
        await using var work = new Work(real.Api, "ports");
        work.Run("mapped", "cd $MESOS_SANDBOX && echo mapped > page && exec httpd -f -p 8080", task =>
        {
            task.Resources.Add(Port(31010));
            task.Container = Image("test/busybox:1");
            task.Container.Docker.PortMappings.Add(new ContainerInfo.Types.DockerInfo.Types.PortMapping { HostPort = 31010, ContainerPort = 8080 });
        });
        work.Run("direct", "cd $MESOS_SANDBOX && echo direct > page && exec httpd -f -p $PORT0", task => task.Resources.Add(Port(31020)));
        await work.UntilAsync("mapped", TaskState.TaskRunning);
        await work.UntilAsync("direct", TaskState.TaskRunning);

        await SaysAsync(31010, "mapped");
        await SaysAsync(31020, "direct");

    }

    [Fact]
    public async Task A_sick_task_is_ended_by_the_kubelet()
    {
        await real.NeedAsync();
        await using var work = new Work(real.Api, "sick");
        work.Run("sick", "touch $MESOS_SANDBOX/well; sleep 2; rm $MESOS_SANDBOX/well; sleep 1000", task => task.HealthCheck = new HealthCheck
        {
            Type = HealthCheck.Types.Type.Command,
            Command = new CommandInfo { Value = "test -e $MESOS_SANDBOX/well" },
            DelaySeconds = 0,
            GracePeriodSeconds = 0,
            IntervalSeconds = 1,
            TimeoutSeconds = 5,
            ConsecutiveFailures = 2,
        });

        await work.UntilAsync("sick", TaskState.TaskRunning);
        var end = await work.UntilAsync("sick", TaskState.TaskKilled);

        Assert.Equal((true, false), (end.HasHealthy, end.Healthy));
    }

    [Fact]
    public async Task An_operator_that_was_away_knows_what_goes_on_and_what_has_ended()
    {
        await real.NeedAsync();
        await using var work = new Work(real.Api, "patient");
        work.Run("long", "echo begun; sleep 1000");
        work.Run("ending", "while ! [ -e $MESOS_SANDBOX/end ]; do sleep 0.1; done; exit 5");
        await work.UntilAsync("long", TaskState.TaskRunning);
        await work.UntilAsync("ending", TaskState.TaskRunning);
        var pods = await real.PodsAsync();

        await real.StopOperatorAsync();
        await real.Cluster.Kubectl.SucceedAsync("exec", "-n", RealMember.Tasks, await real.PodOfAsync("ending"), "--", "touch", "/mnt/mesos/sandbox/end");
        await Eventually.TrueAsync(
            async () => await real.Cluster.Kubectl.SucceedAsync("get", "pod", "-n", RealMember.Tasks, await real.PodOfAsync("ending"), "-o", "jsonpath={.status.phase}") == "Failed", "the task has ended");
        await real.StartOperatorAsync();

        Assert.Equal("Command exited with status 5", (await work.UntilAsync("ending", TaskState.TaskFailed)).Message);
        Assert.Equal(TaskState.TaskRunning, work.Framework.States["long"]);
        Assert.Equal(pods.Where(pod => pod.StartsWith("long", StringComparison.Ordinal)), [await real.PodOfAsync("long")]);
        Assert.Single(work.Framework.Told, told => SteadyFramework.IsEnd(told.State) && told.Task == "ending");
    }

    [Fact]
    public async Task Logs_are_read_and_programs_run_through_the_operator()
    {
        await real.NeedAsync();
        await using var work = new Work(real.Api, "seen");
        work.Run("seen", "echo hello; sleep 1000");
        work.RunGroup("pair", ("left", "echo left; sleep 1000"), ("right", "echo right; sleep 1000"));
        foreach (var task in (string[])["seen", "left", "right"])
            await work.UntilAsync(task, TaskState.TaskRunning);
        var agent = new SeenAgent(real.Api, work.Framework.Heard("seen")!.AgentId.Value);
        var runs = $"/frameworks/{work.Framework.Id}/executors";

        await agent.HasWrittenAsync($"{runs}/seen/runs/latest/stdout", "hello\n");
        await agent.HasWrittenAsync($"{runs}/pair/runs/latest/tasks/right/stdout", "right\n");
        Assert.Contains("seen", await agent.RunAsync("seen", "echo $MESOS_TASK_ID"), StringComparison.Ordinal);
    }

    private Task SaysAsync(int port, string wanted)
    {
        var http = new HttpClient();
        return Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    return await http.GetStringAsync(new Uri($"http://{real.Node.Address}:{port}/page"), TestContext.Current.CancellationToken) == $"{wanted}\n";
                }
                catch (HttpRequestException)
                {
                    return false; // It does not listen yet.
                }
            },
            $"port {port} says {wanted}");
    }

    private async Task EvictAsync(string pod)
    {
        using var client = real.Cluster.Connect();
        await client.CoreV1.CreateNamespacedPodEvictionAsync(
            new V1Eviction { ApiVersion = "policy/v1beta1", Kind = "Eviction", Metadata = new V1ObjectMeta { Name = pod, NamespaceProperty = RealMember.Tasks } },
            pod,
            RealMember.Tasks,
            cancellationToken: TestContext.Current.CancellationToken);
    }

    private static KillPolicy Grace(int seconds) => new() { GracePeriod = new DurationInfo { Nanoseconds = seconds * 1_000_000_000L } };

    private static Resource Port(ulong port) => new()
    {
        Name = "ports",
        Type = Value.Types.Type.Ranges,
        Ranges = new Value.Types.Ranges { Range = { new Value.Types.Range { Begin = port, End = port } } },
    };

    private static ContainerInfo Image(string name) => new()
    {
        Type = ContainerInfo.Types.Type.Docker,
        Docker = new ContainerInfo.Types.DockerInfo { Image = name },
    };
}
