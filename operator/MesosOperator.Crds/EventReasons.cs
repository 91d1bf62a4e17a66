namespace MesosOperator.Crds;

/// <summary>The reasons of events, which are told on users' objects and never once per offer. The only place with these strings.</summary>
public static class EventReasons
{
    /// <summary>The spec is not valid.</summary>
    public const string Invalid = "Invalid";

    /// <summary>A framework or an agent is there for the first time.</summary>
    public const string Registered = "Registered";

    /// <summary>A framework or an agent is back.</summary>
    public const string Reregistered = "Reregistered";

    /// <summary>A framework or an agent can no longer be reached.</summary>
    public const string Disconnected = "Disconnected";

    /// <summary>A framework was torn down and its tasks killed.</summary>
    public const string TornDown = "TornDown";

    /// <summary>An answer to an offer was refused.</summary>
    public const string AnswerRefused = "AnswerRefused";

    /// <summary>An agent takes no new tasks and its tasks are being killed.</summary>
    public const string Draining = "Draining";

    /// <summary>Somebody who wanted to join by a token, or to come as an agent, was turned away.</summary>
    public const string TurnedAway = "TurnedAway";

    /// <summary>A member cluster has Pods of the operator's that belong to nobody any more.</summary>
    public const string Orphans = "Orphans";

    /// <summary>An agent has no tasks any more.</summary>
    public const string Drained = "Drained";

    /// <summary>A cluster is in the pool, and something hinders it there.</summary>
    public const string Hindered = "Hindered";

    /// <summary>What hindered a cluster is over.</summary>
    public const string Recovered = "Recovered";
}
