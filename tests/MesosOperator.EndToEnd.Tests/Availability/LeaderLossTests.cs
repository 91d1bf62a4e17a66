using System.Globalization;
using MesosOperator.EndToEnd.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.EndToEnd.Tests.Availability;

/// <summary>What is left of the work of a leader that is killed or stopped, on a real API server.</summary>
public sealed class LeaderLossTests
{
    private const int Tasks = 500;
    private const int TasksBeforeTheKill = 150;

    [Fact]
    public async Task A_killed_leader_costs_no_task_and_none_runs_twice()
    {
        // Tasks have a /tmp of their own.
        var records = Directory.CreateDirectory($"/var/tmp/mesos-tasks-test-{Guid.NewGuid():N}");
        await using var pair = await OperatorPair.StartAsync();
        await using var one = StartAgent(pair);
        await using var two = StartAgent(pair);
        await using var three = StartAgent(pair);
        var launched = 0;
        await using var framework = new SteadyFramework(
            Info("steady"), [pair.Standby.Api, pair.Leader.Api], offer => Launches(offer, records.FullName, ref launched));

        await framework.UntilAsync(() => launched >= TasksBeforeTheKill, "the first tasks are launched");
        pair.Leader.Program.Send(Signal.Kill);
        var killedAt = TimeProvider.System.GetTimestamp();
        await framework.UntilAsync(() => framework.Offers.Any(offered => offered.Subscription > 1), "an offer of the new leader");
        var pause = TimeProvider.System.GetElapsedTime(killedAt);
        await framework.UntilAsync(() => launched == Tasks && framework.States.Values.All(SteadyFramework.IsEnd), "the end of every task is known");

        var ran = Ran(records.FullName);
        var lost = framework.States.Where(task => task.Value != TaskState.TaskFinished).Select(task => task.Key).ToHashSet();
        var text = string.Create(CultureInfo.InvariantCulture, $"first offer {pause.TotalSeconds:f1} s after the kill; {ran.Count} tasks ran, {lost.Count} were lost");
        TestContext.Current.SendDiagnosticMessage(text);
        TestContext.Current.TestOutputHelper?.WriteLine(text);
        Assert.Empty(ran.GroupBy(task => task).Where(runs => runs.Count() > 1).Select(runs => runs.Key));
        Assert.Equal(Tasks, ran.Union(lost).Count());
        Assert.Empty(lost.Intersect(ran));
        Assert.Empty(framework.States.Where(task => task.Value == TaskState.TaskFinished).Select(task => task.Key).Except(ran));
        Assert.Empty(framework.Told.Where(told => SteadyFramework.IsEnd(told.State)).Distinct().GroupBy(told => told.Task).Where(ends => ends.Count() > 1).Select(ends => ends.Key));
        records.Delete(recursive: true);
    }

    /// <summary>The framework knows the standby alone, which sends it to the leader.</summary>
    [Fact]
    public async Task A_leader_that_is_stopped_hands_over_with_quotas_and_reservations()
    {
        await using var pair = await OperatorPair.StartAsync();
        await pair.ApplyAsync("""
            apiVersion: mesosoperator.io/v1alpha1
            kind: Role
            metadata: { name: capped }
            spec: { path: capped, quota: { limits: { cpus: "1", mem: 64Mi } } }
            """);
        await pair.UntilReadyAsync("roles.mesosoperator.io/capped");
        await using var agent = StartAgent(pair);
        var (reserving, launched) = (0, 0);
        await using var framework = new SteadyFramework(Info("capped"), [pair.Standby.Api], offer =>
            Interlocked.Exchange(ref reserving, 1) == 0 ? [Reservation(offer)]
            : Interlocked.Exchange(ref launched, 1) == 0 ? [Launch(A.Task(offer, "long", 0.25, 8, "sleep 1000"))]
            : []);
        await framework.UntilAsync(() => framework.States.ContainsValue(TaskState.TaskRunning), "a task runs");
        await framework.UntilAsync(() => framework.Offers.Any(offered => IsReserved(offered.Offer)), "the reservation is offered");

        pair.Leader.Program.Send(Signal.Terminate);
        var stoppedAt = TimeProvider.System.GetTimestamp();
        Assert.Equal(0, await pair.Leader.Program.ExitAsync());
        await pair.Standby.Program.LineAsync("is Leading");
        var pause = TimeProvider.System.GetElapsedTime(stoppedAt);
        await framework.UntilAsync(() => framework.Offers.Any(offered => offered.Subscription > 1 && IsReserved(offered.Offer)), "the reservation is offered by the new leader");

        TestContext.Current.SendDiagnosticMessage($"the standby leads {pause.TotalSeconds:f1} s after SIGTERM");
        Assert.All(framework.Offers, offered => Assert.InRange(offered.Offer.Resources.Where(resource => resource.Name == "cpus").Sum(resource => resource.Scalar.Value), 0, 1));
        Assert.Equal(TaskState.TaskRunning, framework.States["long"]);
        Assert.Contains("epoch 2", await pair.Standby.Program.LineAsync("is Leading"), StringComparison.Ordinal);
    }

    private static bool IsReserved(Offer offer) => offer.Resources.Any(resource => resource.Reservations.Count > 0);

    /// <summary>Half a processor of the offer, for the role that it was offered to.</summary>
    private static Offer.Types.Operation Reservation(Offer offer)
    {
        var cpus = offer.Resources.First(resource => resource.Name == "cpus").Clone();
        cpus.Scalar.Value = 0.5;
        cpus.Reservations.Add(new Resource.Types.ReservationInfo { Type = Resource.Types.ReservationInfo.Types.Type.Dynamic, Role = offer.AllocationInfo.Role });
        return new Offer.Types.Operation
        {
            Type = Offer.Types.Operation.Types.Type.Reserve,
            Reserve = new Offer.Types.Operation.Types.Reserve { Resources = { cpus } },
        };
    }

    private static AgentProcess StartAgent(OperatorPair pair) =>
        AgentProcess.Start(pair.AgentLinks, "--resources", "cpus:4;mem:4096;disk:1024;ports:[31000-31010]");

    private static FrameworkInfo Info(string role) => new()
    {
        User = System.Environment.UserName,
        Name = $"{role} framework",
        Roles = { role },
        FailoverTimeout = 3600,
        Capabilities =
        {
            new FrameworkInfo.Types.Capability { Type = FrameworkInfo.Types.Capability.Types.Type.MultiRole },
            new FrameworkInfo.Types.Capability { Type = FrameworkInfo.Types.Capability.Types.Type.ReservationRefinement },
        },
    };

    /// <summary>As many of the tasks that are left as fit. Each writes its name where the test finds it.</summary>
    private static IEnumerable<Offer.Types.Operation> Launches(Offer offer, string records, ref int launched)
    {
        var count = Math.Min(Tasks - launched, A.Room(offer, 0.1, 8));
        var tasks = Enumerable.Range(launched, count)
            .Select(number => string.Create(CultureInfo.InvariantCulture, $"task-{number}"))
            .Select(id => A.Task(offer, id, 0.1, 8, $"echo {id} >> {records}/{offer.AgentId.Value}; sleep 0.5"));
        launched += count;
        return count == 0 ? [] : [Launch([.. tasks])];
    }

    private static Offer.Types.Operation Launch(params TaskInfo[] tasks) => new()
    {
        Type = Offer.Types.Operation.Types.Type.Launch,
        Launch = new Offer.Types.Operation.Types.Launch { TaskInfos = { tasks } },
    };

    private static List<string> Ran(string records) => [.. Directory.EnumerateFiles(records).SelectMany(File.ReadAllLines)];
}
