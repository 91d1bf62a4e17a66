namespace MesosOperator.Core.Offers;

/// <summary>The states of an operation, as in Mesos' v1 API.</summary>
public enum OperationState
{
    /// <summary>It is being carried out.</summary>
    Pending,

    /// <summary>It was carried out.</summary>
    Finished,

    /// <summary>It could not be carried out.</summary>
    Failed,

    /// <summary>It makes no sense.</summary>
    Error,

    /// <summary>It never reached who would have carried it out.</summary>
    Dropped,

    /// <summary>Its agent is out of reach.</summary>
    Unreachable,

    /// <summary>Its agent was marked gone.</summary>
    GoneByOperator,

    /// <summary>Its agent is not back yet.</summary>
    Recovering,

    /// <summary>Nobody knows of it.</summary>
    Unknown,
}
