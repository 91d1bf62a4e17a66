using System.Collections.Immutable;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Allocation;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Maintenance;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Partitions;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;
using MesosOperator.TestKit;

namespace MesosOperator.Simulation;

/// <summary>A master with its agents and frameworks, all chance from one seed and all time from one agenda.</summary>
internal sealed class World : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static readonly string[] QuotaRoles = ["eng", "ops", "eng/dev", "eng/test", "eng/dev/ci"];

    private static readonly string[] Sizes = ["cpus:4;mem:4096;disk:500", "cpus:2;mem:512;disk:100;cpus(eng):2", "cpus:8;mem:1024;disk:1000;disk(eng):200", "cpus:1;mem:8192;disk:50"];

    private long _links;
    private long _streams;
    private ulong _updates;

    public World(ulong seed)
    {
        Prng = new(seed);
        Swarm = Swarm.Draw(new(~seed));
        Master = new(this);
        for (var index = 0; index < Swarm.Agents; index++)
            AddAgent();
        for (var index = 0; index < Swarm.Frameworks; index++)
            AddFramework(index);
    }

    public Prng Prng { get; }

    public Swarm Swarm { get; private set; }

    public Agenda Agenda { get; } = new();

    public Trace Trace { get; } = new();

    public SimMaster Master { get; }

    public List<SimAgent> Agents { get; } = [];

    public List<SimFramework> Frameworks { get; } = [];

    /// <summary>Whether all faults are over and everybody behaves.</summary>
    public bool IsSettling { get; private set; }

    public bool Happens(double chance) => chance > 0 && Prng.NextDouble() < chance;

    public TimeSpan UpTo(int seconds) => new(Prng.Next(Math.Max(1, seconds * 1000)) * TimeSpan.TicksPerMillisecond);

    public TimeSpan Latency() => new(Prng.Next(Swarm.LatencyMilliseconds + 1) * TimeSpan.TicksPerMillisecond);

    public UpdateId NewUpdate() => new(++_updates);

    public AgentLink NewLink(SimAgent agent)
    {
        var link = new AgentLink(this, new(++_links), agent);
        Master.Open(link);
        return link;
    }

    public FrameworkStream NewStream(SimFramework framework)
    {
        var stream = new FrameworkStream(this, new($"stream-{++_streams}"), framework);
        Master.Open(stream);
        return stream;
    }

    /// <summary>Lets the world go on under its faults.</summary>
    public void Run(int seconds)
    {
        Master.Start();
        for (var tick = 0; tick < seconds; tick++)
        {
            Disturb();
            Agenda.RunUntil(Agenda.Now + Second);
        }
    }

    /// <summary>Ends all faults; who was away comes back.</summary>
    public void Heal()
    {
        IsSettling = true;
        Swarm = Swarm.Healed();
        foreach (var role in QuotaRoles)
            Master.Apply(new OperatorCommand.UpdateQuota([new(new(role), Quota.None)], Overcommit.Allow));
        if (Master.View().Maintenance.Down is { IsEmpty: false } down)
            Master.Apply(new OperatorCommand.StopMaintenance([.. down]));
        Schedule([]);
        foreach (var agent in Agents)
        {
            agent.Change(0);
            agent.CutOffUntil = Agenda.Now;
            Agenda.In(UpTo(10), agent.Connect);
        }
    }

    /// <summary>Schedules the machines of agents for maintenance, and no other.</summary>
    public void Schedule(IEnumerable<SimAgent> agents) => Master.Apply(new OperatorCommand.UpdateMaintenance(
        [.. agents.Select(agent => new MaintenanceWindow([new(agent.Info.Hostname, "")], new(Agenda.Now.ToNanoseconds(), null)))]));

    /// <summary>Gives back every agent that is out of use; one that is being drained has to be asked for again later.</summary>
    public void GiveBackAgents()
    {
        foreach (var agent in Master.View().Agents.Where(agent => agent.Duty.Mode != AgentMode.Active))
            Master.Apply(new OperatorCommand.ReactivateAgent(agent.Id));
    }

    /// <summary>Undoes what operations have made and nobody uses.</summary>
    public void GiveBackReservations()
    {
        foreach (var agent in Master.View().Agents)
            foreach (var operation in agent.Total.Items.Select(SimOperations.Undo).OfType<ResourceOperation>())
                Master.Apply(new OperatorCommand.OperateOnAgent(agent.Id, operation));
    }

    public void Wait(int seconds) => Agenda.RunUntil(Agenda.Now + Second * seconds);

    public void Dispose() => Trace.Dispose();

    private void Disturb()
    {
        foreach (var agent in Agents.ToArray())
            Disturb(agent);
        foreach (var framework in Frameworks)
            Disturb(framework);
        if (Happens(Swarm.ClusterCut))
            CutCluster();
        if (Happens(Swarm.QuotaOrWeightChange))
            Master.Apply(Prng.Next(2) == 0 ? NewQuota() : NewWeight());
        if (Happens(Swarm.DutyChange) && Agents[Prng.Next(Agents.Count)].Id is { } agentId)
            Master.Apply(NewDuty(agentId));
        if (Happens(Swarm.OperatorOperation) && Agents[Prng.Next(Agents.Count)].Id is { } operated && NewOperation(operated) is { } operation)
            Master.Apply(new OperatorCommand.OperateOnAgent(operated, operation));
        if (Happens(Swarm.Maintenance))
            Master.Apply(NewMaintenance());
        if (Happens(Swarm.MasterChange))
            Master.Change();
        if (Agents.Count(agent => !agent.IsGone) < Swarm.Agents && Happens(0.1))
            AddAgent();
    }

    private void CutCluster()
    {
        var duration = UpTo(300);
        foreach (var agent in Agents.Where(agent => agent is { IsGone: false, Info.IsElastic: true }))
            agent.BreakLink(duration);
    }

    /// <summary>What becomes of something out of reach, where it says so.</summary>
    public PartitionPolicy? DrawPolicy() => !Happens(Swarm.Policy) ? null
        : Prng.Next(4) == 0 ? PartitionPolicy.Keep
        : new((PartitionAction)(1 + Prng.Next(2)), TimeSpan.FromSeconds(Prng.Next(150)));

    private void Disturb(SimAgent agent)
    {
        if (agent.IsGone)
            return;
        if (Happens(Swarm.LinkLoss))
            agent.BreakLink(Happens(0.5) ? TimeSpan.Zero : UpTo(200));
        if (Happens(Swarm.AgentDeath))
            agent.Die((SimAgent.Fate)Prng.Next(3));
        else if (Happens(Swarm.AgentLeaves))
            agent.Leave();
        if (agent.Info.IsElastic && Happens(Swarm.NodeChange))
            agent.Change(Prng.Next(5));
    }

    private void Disturb(SimFramework framework)
    {
        if (Happens(Swarm.StreamLoss))
            framework.BreakStream();
        if (Happens(Swarm.Failover))
            framework.Failover(Happens(Swarm.RoleChange) ? DrawRoles() : framework.Info.Roles);
        if (Happens(Swarm.Update))
            framework.ChangeRoles(DrawRoles());
        if (Happens(Swarm.Teardown))
            TearDown(framework);
        if (Happens(Swarm.SuppressOrRevive))
            (Prng.Next(2) == 0 ? (Action)framework.Suppress : framework.Revive)();
        if (Happens(Swarm.Demand))
            framework.Demand();
        if (Happens(Swarm.Kill))
            framework.KillOne();
        if (Happens(Swarm.Reconcile))
            framework.Reconcile(Prng.Next(2) == 0 ? [] : [.. framework.Tasks.Select(task => task.Key)]);
        if (Happens(Swarm.ExecutorCall))
            framework.CallExecutor();
        if (Happens(Swarm.Nonsense))
            framework.TalkNonsense();
    }

    private void TearDown(SimFramework framework)
    {
        if (Prng.Next(2) == 0)
            framework.TearDown();
        else if (framework.Id is { } id)
            Master.Apply(new OperatorCommand.TearDownFramework(id));
    }

    private OperatorCommand.UpdateQuota NewQuota()
    {
        var guarantee = new ResourceQuantity("cpus", new(Prng.Next(8000)));
        var limit = new ResourceQuantity("cpus", new(guarantee.Amount.Milli + Prng.Next(8000)));
        var quota = new Quota(ResourceQuantities.Of(guarantee), Prng.Next(2) == 0 ? ResourceLimits.None : ResourceLimits.Of(limit));
        return new([new(new(QuotaRoles[Prng.Next(QuotaRoles.Length)]), Prng.Next(3) == 0 ? Quota.None : quota)], (Overcommit)Prng.Next(2));
    }

    /// <summary>What is reserved at run time is unreserved now and then; of the rest some is reserved.</summary>
    private ResourceOperation? NewOperation(AgentId agent)
    {
        if (Master.View().Agents.FirstOrDefault(known => known.Id == agent) is not { } view)
            return null;
        var resource = view.Total.Items[Prng.Next(view.Total.Items.Length)];
        return SimOperations.Undo(resource) ?? SimOperations.Reserve(Prng, resource, new(Swarm.Roles[Prng.Next(Swarm.Roles.Length)]));
    }

    private OperatorCommand NewDuty(AgentId agent) => Prng.Next(10) switch
    {
        < 2 => new OperatorCommand.DeactivateAgent(agent),
        < 5 => new OperatorCommand.DrainAgent(agent, new(Prng.Next(2) == 0 ? null : UpTo(5), (AfterDrain)(Prng.Next(4) / 3))),
        < 9 => new OperatorCommand.ReactivateAgent(agent),
        _ => new OperatorCommand.MarkAgentGone(agent),
    };

    /// <summary>A schedule that at times leaves out what is down and is refused, or a machine that goes down or up.</summary>
    private OperatorCommand NewMaintenance()
    {
        var plan = Master.View().Maintenance;
        MachineId[] draining = [.. plan.Draining];
        if (Prng.Next(3) == 0 && draining.Length > 0)
            return new OperatorCommand.StartMaintenance([draining[Prng.Next(draining.Length)]]);
        if (Prng.Next(2) == 0 && !plan.Down.IsEmpty)
            return new OperatorCommand.StopMaintenance([plan.Down[Prng.Next(plan.Down.Count)]]);
        var machines = Agents.Where(agent => !agent.IsGone && Prng.Next(3) == 0).Select(agent => new MachineId(agent.Info.Hostname, "")).Union(plan.Down);
        return new OperatorCommand.UpdateMaintenance(
            [.. machines.Where(_ => Prng.Next(8) > 0).Select(machine => new MaintenanceWindow([machine], new(Prng.Next(3), null)))]);
    }

    private OperatorCommand.UpdateWeights NewWeight() => new(
        ImmutableSortedDictionary<RoleName, int>.Empty.Add(new(Swarm.Roles[Prng.Next(Swarm.Roles.Length)]), 1 + Prng.Next(5000)));

    private void AddAgent()
    {
        var name = $"agent{Agents.Count}";
        var info = An.Agent(name).With(Sizes[Prng.Next(Sizes.Length)]).Info with { OnPartition = DrawPolicy() };
        var agent = new SimAgent(this, name, Swarm.NodeChange > 0 && Prng.Next(2) == 0 ? info with { Cluster = "c" } : info);
        Agents.Add(agent);
        Agenda.In(UpTo(5), agent.Connect);
    }

    private void AddFramework(int index)
    {
        var builder = A.Framework($"framework{index}").Able(FrameworkCapabilities.MultiRole)
            .OutlivedFor(TimeSpan.FromSeconds(Prng.Next(3) switch { 0 => 0, 1 => 30, _ => 3600 }));
        if (Prng.Next(2) == 0)
            builder = builder.PartitionAware();
        if (index % 2 == 0)
            builder = builder.Able(FrameworkCapabilities.SharedResources);
        var framework = new SimFramework(this, builder.Info.Name, builder.Info with { Roles = DrawRoles(), Labels = DrawPolicy() is { } policy ? SimPartitions.LabelsOf(policy) : [] }) { Wanted = 1 + Prng.Next(8) };
        Frameworks.Add(framework);
        Agenda.In(UpTo(5), framework.Subscribe);
    }

    private ImmutableArray<RoleName> DrawRoles()
    {
        var count = 1 + Prng.Next(Math.Min(2, Swarm.Roles.Length));
        var first = Prng.Next(Swarm.Roles.Length);
        return [.. Enumerable.Range(first, count).Select(index => new RoleName(Swarm.Roles[index % Swarm.Roles.Length]))];
    }
}
