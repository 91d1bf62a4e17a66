namespace MesosOperator.Core.Allocation;

/// <summary>Why a framework is, or is not, offered what an agent has, in a role. Of several reasons the first in this order is told.</summary>
public enum OfferVerdict
{
    /// <summary>It would be offered something, once it is its turn.</summary>
    Offerable,

    /// <summary>The agent is not connected.</summary>
    AgentAway,

    /// <summary>An operator took the agent out of use.</summary>
    AgentOutOfUse,

    /// <summary>The framework holds an offer of the agent.</summary>
    OfferedToIt,

    /// <summary>Others hold offers of what the agent has left.</summary>
    OfferedToOthers,

    /// <summary>Tasks use what the agent has.</summary>
    InUse,

    /// <summary>What is free is reserved for other roles.</summary>
    ReservedForOthers,

    /// <summary>The agent has GPUs, and the framework does not say that it wants such.</summary>
    GpusForOthers,

    /// <summary>The agent is in another region, and the framework does not say that it knows regions.</summary>
    OtherRegion,

    /// <summary>The agent knows frameworks of several roles, or roles with a path, too little for the framework in its role.</summary>
    AgentTooOld,

    /// <summary>The framework's offer constraints exclude the agent.</summary>
    Constraints,

    /// <summary>What is free is revocable, shared or reserved in a way that the framework does not know.</summary>
    NotUnderstood,

    /// <summary>The role's quota allows no more.</summary>
    QuotaLimit,

    /// <summary>What is free is kept for the guarantees of other roles.</summary>
    Headroom,

    /// <summary>What is free is less than what is worth offering.</summary>
    TooSmall,

    /// <summary>The framework refused the same not long ago.</summary>
    Refused,
}
