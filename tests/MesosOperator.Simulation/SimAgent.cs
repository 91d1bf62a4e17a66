using MesosOperator.Core.Agents;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Simulation;

/// <summary>
/// An agent as the protocol wants it: it runs what it is told, reports each task's states one at a time until they are
/// acknowledged, and comes back with what it has when its link was lost.
/// </summary>
internal sealed class SimAgent(World world, string name, AgentInfo info)
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(10);

    private readonly ResourceSet _whole = info.Resources;
    private AgentLink? _link;
    private bool _isRegistered;

    public string Name { get; } = name;

    public AgentInfo Info { get; private set; } = info;

    public AgentId? Id { get; private set; }

    /// <summary>Whether it will never be heard of again.</summary>
    public bool IsGone { get; private set; }

    /// <summary>Until when the network keeps it away.</summary>
    public Instant CutOffUntil { get; set; }

    public LinkedMap<(FrameworkId Framework, TaskId Task), SimTask> Tasks { get; } = new();

    /// <summary>What it was told to keep.</summary>
    public ResourceSet Kept { get; private set; } = ResourceSet.Empty;

    public bool IsConnected => _isRegistered && _link is not null;

    public SimExecutors Executors => field ??= new(world, this);

    /// <summary>What its tasks and executors use.</summary>
    public ResourceSet Used => Tasks.Values.Where(task => task.IsAlive).Aggregate(Executors.Used, (sum, task) => sum + task.Info.Resources);

    /// <summary>Others take so many eighths of each amount, in place of what they took before.</summary>
    public void Change(int eighths)
    {
        const int all = 8;
        Info = Info with { Resources = ResourceSet.Of(_whole.Items.Select(item => Remainder(item, all - eighths, all))) };
        if (IsConnected)
            _link!.Send(new AgentCommand.ReportInfo(_link.Id, Info));
    }

    private static Resource Remainder(Resource item, int left, int all) => item.Kind == ResourceKind.Scalar && !item.Traits.IsIndivisible
        ? Resource.Of(item.Name, new Amount(item.Amount.Milli * left / all), item.Traits)
        : item;

    public void Connect()
    {
        if (IsGone || _link is not null)
            return;
        if (world.Agenda.Now < CutOffUntil)
        {
            world.Agenda.At(CutOffUntil, Connect);
            return;
        }

        _link = world.NewLink(this);
        _link.Send(Id is { } id ? Comeback(_link.Id, id) : new AgentCommand.Register(_link.Id, Info));
    }

    public void Lost(AgentLink link)
    {
        if (_link != link)
            return;
        _link = null;
        _isRegistered = false;
        world.Agenda.In(world.UpTo(3), Connect);
    }

    public void BreakLink(TimeSpan cutOff)
    {
        CutOffUntil = world.Agenda.Now + cutOff;
        _link?.Break();
    }

    /// <summary>The host dies with everything on it; what comes back is an empty agent with the same id, or with none.</summary>
    public void Die(Fate fate)
    {
        ForgetAll();
        _link?.Break();
        _link = null;
        _isRegistered = false;
        IsGone = fate == Fate.Gone;
        if (fate == Fate.New)
            (Id, Kept) = (null, ResourceSet.Empty);
        world.Agenda.In(world.UpTo(60), Connect);
    }

    /// <summary>Stops for good, and says so.</summary>
    public void Leave()
    {
        ForgetAll();
        if (IsConnected)
            _link!.Send(new AgentCommand.Leave(_link.Id));
        _link?.Close();
        _link = null;
        _isRegistered = false;
        IsGone = true;
    }

    public void Obey(AgentLink link, AgentOrder order)
    {
        if (link != _link)
            return;
        switch (order)
        {
            case AgentOrder.Welcome welcome:
                Id = welcome.AgentId;
                _isRegistered = true;
                foreach (var task in Tasks.Values)
                    Send(task);
                Executors.TellEnds();
                break;
            case AgentOrder.Refuse refuse:
                Refused(refuse.Message);
                break;
            case AgentOrder.RunTask run:
                Run(run);
                break;
            case AgentOrder.RunGroup run:
                Run(run);
                break;
            case AgentOrder.KillTask kill when Tasks.Find((kill.FrameworkId, kill.TaskId)) is { } task:
                foreach (var killed in Executors.KilledWith(task))
                    world.Agenda.In(world.UpTo(4), () => Become(killed, TaskState.Killed));
                break;
            case AgentOrder.ShutDownExecutor shutDown:
                Executors.ShutDown(shutDown.FrameworkId, shutDown.ExecutorId);
                break;
            case AgentOrder.DeliverMessage message:
                Executors.Hear(message.FrameworkId, message.ExecutorId, message.Data);
                break;
            case AgentOrder.KeepResources keep:
                Kept = keep.Kept;
                SimulationFailure.Unless(
                    Info.IsElastic || KeptResources.Restore(Info.Resources, Kept)?.Covers(Used) == true,
                    $"agent {Name} has {Info.Resources} and uses {Used}, and is to keep {Kept}");
                break;
            case AgentOrder.Drain drain:
                Drain(drain.Plan);
                break;
            case AgentOrder.ShutDown { Message: "Operator initiated 'Machine DOWN'" }:
                Die(Fate.New);
                break;
            case AgentOrder.ShutDown:
                ShutDown();
                break;
            case AgentOrder.AcknowledgeUpdate seen when Tasks.Find((seen.FrameworkId, seen.TaskId)) is { } task:
                Acknowledged(task, seen.UpdateId);
                break;
            case AgentOrder.ReconcileTasks ask:
                foreach (var id in ask.TaskIds)
                    Reconcile(ask.FrameworkId, id);
                break;
            case AgentOrder.ShutDownFramework shutDown:
                foreach (var key in Tasks.Select(entry => entry.Key).Where(key => key.Framework == shutDown.FrameworkId).ToArray())
                    Tasks.Remove(key);
                Executors.Forget(shutDown.FrameworkId);
                break;
        }
    }

    /// <summary>A task's life goes on by itself: it starts, runs, and mostly ends.</summary>
    public void Become(SimTask task, TaskState state, StatusReason? reason = null)
    {
        if (!task.IsAlive || Tasks.Find((task.FrameworkId, task.Info.Id)) != task)
            return;
        task.State = state;
        task.Reports.Enqueue(new TaskStatus(task.Info.Id, state, reason is null ? StatusSource.Executor : StatusSource.Agent)
        {
            Reason = reason,
            UpdateId = world.NewUpdate(),
            Timestamp = world.Agenda.Now,
            ExecutorId = task.Info.ExecutorId ?? new ExecutorId(task.Info.Id.Value),
        });
        if (task.Reports.Count == 1)
            Send(task);
        if (!task.IsAlive)
            Executors.TaskEnded(task);
    }

    /// <summary>Says something on its link, which must be up.</summary>
    public void Send(Func<LinkId, AgentCommand> command) => _link!.Send(command(_link.Id));

    private void ForgetAll()
    {
        foreach (var key in Tasks.Select(entry => entry.Key).ToArray())
            Tasks.Remove(key);
        Executors.ForgetAll();
    }

    private void Drain(DrainPlan plan)
    {
        foreach (var task in Tasks.Values)
        {
            var end = plan.After == AfterDrain.MarkGone && task.Framework.Can(FrameworkCapabilities.PartitionAware)
                ? TaskState.GoneByOperator
                : TaskState.Killed;
            world.Agenda.In(world.UpTo(4), () => Become(task, end));
        }
    }

    /// <summary>It was marked gone, and stops for good.</summary>
    private void ShutDown()
    {
        ForgetAll();
        IsGone = true;
        _link?.Close();
        _link = null;
        _isRegistered = false;
    }

    private AgentCommand.Reregister Comeback(LinkId link, AgentId id)
    {
        var frameworks = Tasks.Values.Select(task => task.Framework with { Id = task.FrameworkId })
            .Concat(Executors.All.Values.Select(executor => executor.Framework with { Id = executor.Launched.FrameworkId })).DistinctBy(info => info.Id);
        var tasks = Tasks.Values.Select(task => new LaunchedTask(task.Info, task.FrameworkId, task.Role)
        {
            State = task.State,
            ForwardedState = task.Reports.TryPeek(out var report) ? report.State : task.State,
        });
        return new(link, id, Info, [.. tasks], [.. frameworks]) { Kept = Kept, Executors = [.. Executors.BringBack()] };
    }

    /// <summary>It may not come back under its id, or not while its machine is under maintenance, so it begins anew.</summary>
    private void Refused(string reason)
    {
        SimulationFailure.Unless(Id is not null || reason == "Machine is `DOWN`", $"agent {Name} is refused although it claims no id: {reason}");
        ForgetAll();
        Id = null;
        Kept = ResourceSet.Empty;
    }

    private void Run(AgentOrder.RunTask run)
    {
        if (run.Task.Executor is { } info)
        {
            var executor = new LaunchedExecutor(info, run.FrameworkId, run.Task.AgentId, run.Role);
            Run(run.FrameworkId, run.Framework, run.Task, run.Role, Executors.Admit(executor, run.Framework, run.StartsExecutor));
        }
        else
        {
            Run(run.FrameworkId, run.Framework, run.Task, run.Role, true);
        }
    }

    private void Run(AgentOrder.RunGroup run)
    {
        var executor = new LaunchedExecutor(run.Executor, run.FrameworkId, run.Tasks[0].AgentId, run.Role);
        var isAdmitted = Executors.Admit(executor, run.Framework, run.StartsExecutor);
        foreach (var task in run.Tasks)
            Run(run.FrameworkId, run.Framework, task, run.Role, isAdmitted);
    }

    private void Run(FrameworkId framework, FrameworkInfo info, TaskInfo described, RoleName role, bool isAdmitted)
    {
        var key = (framework, described.Id);
        SimulationFailure.Unless(!Tasks.ContainsKey(key), $"task {described.Id} of {framework} is launched twice on {Name}");
        var task = new SimTask(framework, info, described, role);
        Tasks.Add(key, task);
        if (!isAdmitted)
        {
            Become(task, TaskState.Dropped, StatusReason.ExecutorTerminated);
            return;
        }

        if (KeptResources.Restore(Info.Resources, Kept)?.Covers(Used) != true)
        {
            SimulationFailure.Unless(Info.IsElastic, $"agent {Name} has {Info.Resources}, keeps {Kept} and is to run {Used}");
            // Others were faster; the node does not let it in.
            Become(task, TaskState.Dropped, StatusReason.ContainerLaunchFailed);
            return;
        }

        world.Agenda.In(world.UpTo(2), () => Become(task, TaskState.Starting));
        world.Agenda.In(TimeSpan.FromSeconds(2) + world.UpTo(2), () => Become(task, TaskState.Running));
        if (world.Happens(0.7))
            world.Agenda.In(TimeSpan.FromSeconds(4) + world.UpTo(120), () => EndUnlessKept(task));
    }

    private void EndUnlessKept(SimTask task)
    {
        if (!world.IsSettling)
            Become(task, world.Happens(0.8) ? TaskState.Finished : TaskState.Failed);
    }

    private void Acknowledged(SimTask task, UpdateId update)
    {
        if (!task.Reports.TryPeek(out var oldest) || oldest.UpdateId != update)
            return;
        task.Reports.Dequeue();
        task.Attempts = 0;
        if (task.Reports.Count > 0)
            Send(task);
        else if (!task.IsAlive)
            Tasks.Remove((task.FrameworkId, task.Info.Id));
    }

    private void Reconcile(FrameworkId framework, TaskId id)
    {
        if (Tasks.ContainsKey((framework, id)))
            return;
        var ghost = new SimTask(framework, new("", ""), new TaskInfo(id, "", Id!.Value, ResourceSet.Empty, Payload.Empty), RoleName.Any);
        Tasks.Add((framework, id), ghost);
        Become(ghost, TaskState.Dropped);
    }

    /// <summary>Sends the oldest report, and again after a growing while until it is acknowledged.</summary>
    private void Send(SimTask task)
    {
        if (!task.Reports.TryPeek(out var report))
            return;
        if (IsConnected)
            _link!.Send(new AgentCommand.ReportUpdate(_link.Id, task.FrameworkId, report, task.State));
        var attempt = ++task.Attempts;
        world.Agenda.In(FirstRetry * Math.Min(1 << Math.Min(attempt - 1, 6), 60), () =>
        {
            if (task.Attempts == attempt && task.Reports.TryPeek(out var still) && still == report && Tasks.Find((task.FrameworkId, task.Info.Id)) == task)
                Send(task);
        });
    }

    internal enum Fate
    {
        Back,
        New,
        Gone,
    }
}
