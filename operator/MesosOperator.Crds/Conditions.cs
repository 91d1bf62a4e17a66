namespace MesosOperator.Crds;

/// <summary>The types of conditions, and the reasons that do not belong to one kind alone. The only place with these strings.</summary>
public static class Conditions
{
    /// <summary>Whether the object does what its spec asks for. On every kind.</summary>
    public const string Ready = "Ready";

    /// <summary>There, and true, only while the operator works towards the spec (kstatus).</summary>
    public const string Reconciling = "Reconciling";

    /// <summary>There, and true, only while nothing will get better by itself (kstatus).</summary>
    public const string Stalled = "Stalled";

    /// <summary>Whether the operator leaves the object alone because a user asked for it.</summary>
    public const string Paused = "Paused";

    /// <summary>Framework, Agent, Cluster: whether the other side can be reached.</summary>
    public const string Connected = "Connected";

    /// <summary>Framework: whether it is offered resources, and if not why.</summary>
    public const string Offered = "Offered";

    /// <summary>Role: whether its guarantees can be kept with the capacity there is.</summary>
    public const string QuotaSatisfied = "QuotaSatisfied";

    /// <summary>Agent, Machine: whether a wished drain has ended.</summary>
    public const string Drained = "Drained";

    /// <summary>Cluster: whether what is known of its nodes is recent.</summary>
    public const string CapacityFresh = "CapacityFresh";

    /// <summary>Machine: whether the cloud has started it.</summary>
    public const string Launched = "Launched";

    /// <summary>Machine: whether its agent has registered.</summary>
    public const string Registered = "Registered";

    /// <summary>Reasons of conditions.</summary>
    public static class Reasons
    {
        /// <summary>The spec is not valid; the last good one stays in force.</summary>
        public const string Invalid = "Invalid";

        /// <summary>All is as wanted.</summary>
        public const string AsWanted = "AsWanted";

        /// <summary>Another, older object stands for the same thing.</summary>
        public const string Taken = "Taken";

        /// <summary>The scheduler does not accept what the spec asks for; what was in force before stays so.</summary>
        public const string Refused = "Refused";

        /// <summary>It has not been looked at yet.</summary>
        public const string Pending = "Pending";
    }
}
