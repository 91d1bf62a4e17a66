using System.Collections.Immutable;
using MesosOperator.Core.Allocation;
using MesosOperator.Core.Primitives;

namespace MesosOperator.Simulation;

/// <summary>
/// The shape of a world and how badly it is treated, drawn for each seed: some faults are off, so that the others get far.
/// Chances are per entity and second.
/// </summary>
internal sealed record Swarm
{
    public int Agents { get; init; }

    public int Frameworks { get; init; }

    public required ImmutableArray<string> Roles { get; init; }

    public required ImmutableArray<int> WeightsMilli { get; init; }

    public int LatencyMilliseconds { get; init; }

    /// <summary>A link breaks; often the agent cannot come back for a while.</summary>
    public double LinkLoss { get; init; }

    /// <summary>An agent dies with all its tasks, and comes back under its id or as a new agent, or never.</summary>
    public double AgentDeath { get; init; }

    public double AgentLeaves { get; init; }

    /// <summary>Others take something of a node of a cluster, or free it; half of the agents are such nodes then.</summary>
    public double NodeChange { get; init; }

    public double StreamLoss { get; init; }

    /// <summary>A second instance of a framework takes over.</summary>
    public double Failover { get; init; }

    public double Teardown { get; init; }

    /// <summary>A framework changes its roles when it subscribes again.</summary>
    public double RoleChange { get; init; }

    public double SuppressOrRevive { get; init; }

    /// <summary>A framework says what it would run, or that it needs nothing.</summary>
    public double Demand { get; init; }

    public double Kill { get; init; }

    public double Reconcile { get; init; }

    /// <summary>A call with nonsense in it: stale or doubled offers, too much, ids in use.</summary>
    public double Nonsense { get; init; }

    /// <summary>An update that is not acknowledged; it will be sent again.</summary>
    public double NoAcknowledgement { get; init; }

    /// <summary>A call that does not arrive, or whose answer does not.</summary>
    public double LostCall { get; init; }

    /// <summary>An operator changes the quota or the weight of a role.</summary>
    public double QuotaOrWeightChange { get; init; }

    /// <summary>An operator takes an agent out of use, drains it, gives it back or marks it gone.</summary>
    public double DutyChange { get; init; }

    /// <summary>An operator schedules maintenance, begins it or ends it.</summary>
    public double Maintenance { get; init; }

    /// <summary>A framework reserves, unreserves, creates or destroys when it accepts an offer.</summary>
    public double Operation { get; init; }

    /// <summary>An operator reserves or unreserves on an agent.</summary>
    public double OperatorOperation { get; init; }

    /// <summary>A framework changes its roles without subscribing again.</summary>
    public double Update { get; init; }

    /// <summary>A framework launches tasks on executors of its own, or as a group.</summary>
    public double Executors { get; init; }

    /// <summary>An executor dies with its tasks; a chance for each start.</summary>
    public double ExecutorDeath { get; init; }

    /// <summary>A framework ends an executor, or says something to it.</summary>
    public double ExecutorCall { get; init; }

    public double MasterChange { get; init; }

    /// <summary>Whether a new master reads what the one before it has kept.</summary>
    public bool MasterRemembers { get; init; }

    /// <summary>An agent, a framework or a task says what becomes of tasks out of reach, and not that they are kept for ever.</summary>
    public double Policy { get; init; }

    /// <summary>All nodes of a cluster are cut off at once.</summary>
    public double ClusterCut { get; init; }

    /// <summary>A framework starts another task under the id of one that was given up.</summary>
    public double SameId { get; init; }

    /// <summary>How far apart agents become unreachable.</summary>
    public TimeSpan UnreachableInterval { get; init; }

    /// <summary>How long a framework has to answer an offer.</summary>
    public TimeSpan? OfferTimeout { get; init; }

    /// <summary>How many unreachable agents the master remembers.</summary>
    public int MaxUnreachableAgents { get; init; } = 1000;

    /// <summary>Who is served first.</summary>
    public AllocationOrder Order { get; init; }

    /// <summary>Whether the master may forget what it has said of a task.</summary>
    public bool MasterForgets => (MasterChange > 0 && !MasterRemembers) || MaxUnreachableAgents < 1000;

    public static Swarm Draw(Prng prng) => new()
    {
        Agents = 1 + prng.Next(6),
        Frameworks = 1 + prng.Next(5),
        Roles = Draw(prng, 1 + prng.Next(4)),
        WeightsMilli = [.. Enumerable.Range(0, 4).Select(_ => 250 * (1 + prng.Next(12)))],
        LatencyMilliseconds = prng.Next(2) == 0 ? 20 : 2000,
        LinkLoss = Chance(prng, 0.02),
        AgentDeath = Chance(prng, 0.005),
        AgentLeaves = Chance(prng, 0.004),
        StreamLoss = Chance(prng, 0.02),
        Failover = Chance(prng, 0.02),
        Teardown = Chance(prng, 0.005),
        RoleChange = Chance(prng, 0.5),
        SuppressOrRevive = Chance(prng, 0.05),
        Demand = Chance(prng, 0.05),
        Kill = Chance(prng, 0.1),
        Reconcile = Chance(prng, 0.05),
        Nonsense = Chance(prng, 0.1),
        NoAcknowledgement = Chance(prng, 0.5),
        LostCall = Chance(prng, 0.1),
        QuotaOrWeightChange = Chance(prng, 0.05),
        DutyChange = Chance(prng, 0.05),
        Operation = Chance(prng, 0.5),
        OperatorOperation = Chance(prng, 0.05),
        Update = Chance(prng, 0.02),
        Executors = Chance(prng, 0.8),
        ExecutorDeath = Chance(prng, 0.5),
        ExecutorCall = Chance(prng, 0.1),
        MasterChange = prng.Next(4) == 0 ? 0.003 : 0,
        UnreachableInterval = TimeSpan.FromSeconds(prng.Next(3) == 0 ? 40 : 0),
        OfferTimeout = prng.Next(2) == 0 ? null : TimeSpan.FromSeconds(5),
        MaxUnreachableAgents = prng.Next(3) == 0 ? prng.Next(3) : 1000,
        Order = prng.Next(4) == 0 ? AllocationOrder.Random : AllocationOrder.FairShare,
        Maintenance = Chance(prng, 0.05),
        NodeChange = Chance(prng, 0.2),
        Policy = Chance(prng, 0.8),
        ClusterCut = Chance(prng, 0.01),
        SameId = Chance(prng, 0.5),
        MasterRemembers = prng.Next(2) == 0,
    };

    /// <summary>The same world, treated well.</summary>
    public Swarm Healed() => new()
    {
        Agents = Agents,
        Frameworks = Frameworks,
        Roles = Roles,
        WeightsMilli = WeightsMilli,
        LatencyMilliseconds = 20,
        MaxUnreachableAgents = MaxUnreachableAgents,
        Order = Order,
        MasterRemembers = MasterRemembers,
    };

    /// <summary>Off for half of the seeds, otherwise up to the most.</summary>
    private static double Chance(Prng prng, double most) => prng.Next(2) == 0 ? 0 : most * prng.NextDouble();

    private static ImmutableArray<string> Draw(Prng prng, int count)
    {
        string[] all = ["*", "eng", "eng/dev", "ops"];
        var first = prng.Next(all.Length);
        return [.. Enumerable.Range(0, count).Select(index => all[(first + index) % all.Length])];
    }
}
