namespace MesosOperator.Core.Provisioning;

/// <summary>When machines of a pool go.</summary>
public sealed record ScaleDownTerms
{
    /// <summary>Which machines go.</summary>
    public ScaleDownTrigger Trigger { get; init; }

    /// <summary>For how long they must have been so.</summary>
    public TimeSpan After { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How many may be on their way out at once.</summary>
    public int AtOnce { get; init; } = 10;
}
