using MesosOperator.Core.Agents;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Views;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Simulation;

/// <summary>What must be true once all faults are over and some time has passed: liveness.</summary>
internal static class Convergence
{
    private const int LongEnough = 1500;

    /// <summary>A framework that never heard its id leaves one behind that only its failover timeout ends.</summary>
    private const int LongestFailover = 3700;

    public static void Require(World world)
    {
        world.Heal();
        Repeat(world, framework =>
        {
            framework.SayWhetherMoreIsWanted();
            framework.Reconcile([]);
            framework.Reconcile([.. framework.Tasks.Select(task => task.Key)]);
        });
        EverybodyIsConnected(world);
        AllAgreeOnTasks(world);
        NobodyWaitsForWhatIsFree(world);
        NobodyWaitsForAnOperation(world);
        EverybodyIsAskedToLeave(world);

        Repeat(world, framework =>
        {
            framework.Wanted = 0;
            framework.Suppress();
            framework.KillAll();
        });
        NothingIsHeld(world);

        foreach (var framework in world.Frameworks)
            framework.TearDown();
        world.Wait(30);
        foreach (var agent in world.Agents.Where(agent => !agent.IsGone))
            agent.Leave();
        world.Wait(LongestFailover);
        NothingIsLeft(world);
    }

    /// <summary>Frameworks do something every while until everything had its time: the longest retry of an agent is ten minutes.</summary>
    private static void Repeat(World world, Action<SimFramework> action)
    {
        for (var passed = 0; passed < LongEnough; passed += 30)
        {
            world.GiveBackAgents();
            world.GiveBackReservations();
            foreach (var framework in world.Frameworks)
                action(framework);
            world.Wait(30);
        }
    }

    /// <summary>Agents run what the master believes and the frameworks know; every report has been acknowledged.</summary>
    private static void AllAgreeOnTasks(World world)
    {
        var view = world.Master.View();
        var onAgents = OnAgents(world, view).ToArray();
        Same(
            "the master believes and agents run",
            InMaster(view).Select(task => $"{task.FrameworkId} {task.Id} {task.State} on {task.AgentId}"),
            onAgents.Select(entry => $"{entry.Task.FrameworkId} {entry.Task.Info.Id} {entry.Task.State} on {entry.Agent.Id}"));
        Same(
            "the master counts and agents run executors",
            view.Frameworks.Where(framework => framework.State == FrameworkState.Connected).SelectMany(framework => framework.Executors)
                .Select(executor => $"{executor.FrameworkId} {executor.Id} on {executor.AgentId}"),
            Present(world).SelectMany(agent => agent.Executors.All.Values).Select(executor => executor.Launched)
                .Where(executor => Connected(view).Contains(executor.FrameworkId)).Select(executor => $"{executor.FrameworkId} {executor.Id} on {executor.AgentId}"));
        Same(
            "frameworks know and the master believes",
            world.Frameworks.SelectMany(framework => framework.Tasks.Where(task => task.Value != TaskState.Unreachable)
                .Select(task => $"{framework.Id} {task.Key} {task.Value}")),
            InMaster(view).Select(task => $"{task.FrameworkId} {task.Id} {task.State}"));
        Same(
            "reports are not acknowledged or tasks do not run",
            onAgents.Where(entry => entry.Task.Reports.Count > 0 || entry.Task.State != TaskState.Running).Select(entry => $"{entry.Task.Info.Id} {entry.Task.State}"),
            []);
    }

    private static void EverybodyIsConnected(World world)
    {
        var view = world.Master.View();
        SimulationFailure.Unless(
            Present(world).All(agent => agent.IsConnected)
                && view.Agents.All(agent => agent.State == AgentState.Connected && (agent.Duty.Mode == AgentMode.Active || WaitsForNobody(view, agent))),
            "an agent is not connected or not given back although nothing keeps it away");
        SimulationFailure.Unless(
            world.Frameworks.All(framework => framework.IsConnected) && Connected(view).Count == world.Frameworks.Count,
            "a framework is not connected although nothing keeps it away");
    }

    /// <summary>A drain waits until ends are acknowledged, and the framework of one may never come back.</summary>
    private static bool WaitsForNobody(MasterView view, AgentView agent) => agent.Duty.Mode == AgentMode.Draining && view.Frameworks.Any(framework =>
        framework.State != FrameworkState.Connected && framework.Tasks.Any(task => task.AgentId == agent.Id));

    /// <summary>Whoever wants more has been offered all that is worth offering, and has taken of it.</summary>
    private static void NobodyWaitsForWhatIsFree(World world)
    {
        var waiting = world.Frameworks.Where(framework => framework.Tasks.Count < framework.Wanted).Select(framework => framework.Name);
        var free = world.Master.View().Agents.Select(agent => agent.Total.UnreservedQuantities - agent.Used.UnreservedQuantities)
            .Where(quantities => quantities.Get("cpus").Milli >= 10 || quantities.Get("mem").Milli >= 32_000);
        SimulationFailure.Unless(!waiting.Any() || !free.Any(), $"{string.Join(", ", waiting)} wait although {string.Join(" and ", free)} is free");
    }

    /// <summary>Every end of an operation was told and acknowledged, and agents keep what the master believes.</summary>
    private static void NobodyWaitsForAnOperation(World world)
    {
        var view = world.Master.View();
        Same(
            "operations are not acknowledged",
            view.Frameworks.Where(framework => framework.State == FrameworkState.Connected)
                .SelectMany(framework => framework.Operations.Select(status => $"{status.OperationId} of {framework.Id}")),
            []);
        Same(
            "the master believes and agents keep",
            view.Agents.Select(agent => $"{agent.Id} {KeptResources.Of(agent.Total)}"),
            Present(world).Select(agent => $"{agent.Id} {agent.Kept}"));
    }

    /// <summary>Who runs something on an agent that is scheduled for maintenance was asked to leave it, and the answer is known.</summary>
    private static void EverybodyIsAskedToLeave(World world)
    {
        world.Schedule(Present(world));
        world.Wait(30);
        var view = world.Master.View();
        var answers = view.Agents.SelectMany(agent => agent.InverseStatuses.Select(status => $"{status.FrameworkId} about {agent.Id}")).ToHashSet();
        Same(
            "frameworks have said nothing",
            InMaster(view).Where(task => task.HoldsResources).Select(task => $"{task.FrameworkId} about {task.AgentId}").Distinct().Where(asked => !answers.Contains(asked)),
            []);
        world.Schedule([]);
    }

    private static void NothingIsHeld(World world)
    {
        var view = world.Master.View();
        Same("inverse offers leak", view.Frameworks.SelectMany(framework => framework.InverseOffers).Select(offer => offer.Id.Value), []);
        Same("offers leak", view.Offers.Select(offer => $"{offer.Id} of {offer.FrameworkId}"), []);
        Same("tasks leak", InMaster(view).Select(task => $"{task.FrameworkId} {task.Id} {task.State}"), []);
        Same("tasks run", OnAgents(world, view).Select(entry => $"{entry.Task.Info.Id} {entry.Task.State}"), []);
        Same(
            "resources leak",
            view.Agents.Select(agent => $"{agent.Id} {agent.Used.Quantities}"),
            Present(world).Select(agent => $"{agent.Id} {agent.Used.Quantities}"));
    }

    private static void NothingIsLeft(World world)
    {
        var view = world.Master.View();
        Same("frameworks are left", view.Frameworks.Select(framework => framework.Id.Value), []);
        Same("agents are left", view.Agents.Select(agent => agent.Id.Value), []);
        Same("roles are left", view.Roles.Select(role => role.Name.Value), []);
        Same("offers are left", view.Offers.Select(offer => offer.Id.Value), []);
        Same("tasks are left", view.UnreachableAgents.Where(agent => !agent.Used.IsEmpty).Select(agent => agent.Id.Value), []);
    }

    /// <summary>The master's tasks, but those out of reach, and those of frameworks that a new master learned of only from agents.</summary>
    private static IEnumerable<LaunchedTask> InMaster(MasterView view)
    {
        var agents = view.Agents.Select(agent => agent.Id).ToHashSet();
        var frameworks = Connected(view);
        return view.Frameworks.SelectMany(framework => framework.Tasks).Where(task => agents.Contains(task.AgentId) && frameworks.Contains(task.FrameworkId));
    }

    private static IEnumerable<(SimAgent Agent, SimTask Task)> OnAgents(World world, MasterView view)
    {
        var frameworks = Connected(view);
        return Present(world).SelectMany(agent => agent.Tasks.Values.Where(task => frameworks.Contains(task.FrameworkId)).Select(task => (agent, task)));
    }

    private static HashSet<FrameworkId> Connected(MasterView view) =>
        [.. view.Frameworks.Where(framework => framework.State == FrameworkState.Connected).Select(framework => framework.Id)];

    private static IEnumerable<SimAgent> Present(World world) => world.Agents.Where(agent => !agent.IsGone);

    private static void Same(string what, IEnumerable<string> left, IEnumerable<string> right)
    {
        string[] mine = [.. left.Order(StringComparer.Ordinal)];
        string[] theirs = [.. right.Order(StringComparer.Ordinal)];
        SimulationFailure.Unless(
            mine.SequenceEqual(theirs),
            $"{what}: only first [{string.Join(", ", mine.Except(theirs))}], only second [{string.Join(", ", theirs.Except(mine))}]");
    }
}
