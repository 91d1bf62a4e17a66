namespace MesosOperator.Core.Frameworks;

/// <summary>What can happen to a framework.</summary>
public enum FrameworkTrigger
{
    /// <summary>A subscription with its id arrives.</summary>
    Subscribe,

    /// <summary>Its current stream ends.</summary>
    LoseStream,

    /// <summary>It, or a person, ends it.</summary>
    TearDown,

    /// <summary>The failover timeout passes.</summary>
    TimeOut,
}
