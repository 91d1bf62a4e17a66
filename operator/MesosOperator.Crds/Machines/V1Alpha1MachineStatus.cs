using MesosOperator.Crds.Resources;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Machines;

/// <summary>How far a machine has come.</summary>
public sealed record V1Alpha1MachineStatus : ResourceStatus
{
    /// <summary>Its phase.</summary>
    public MachinePhase? Phase { get; init; }

    /// <summary>Which of the choices is asked for, counted from 0. It is written before the cloud is asked.</summary>
    [Bounds(0, 63)]
    public int? Attempt { get; init; }

    /// <summary>What makes asking again harmless: the same for one attempt, another for each. Written before the cloud is asked.</summary>
    [Bounds(1, 64)]
    public string? Token { get; init; }

    /// <summary>Its id in the cloud.</summary>
    [Bounds(0, 1024)]
    public string? ProviderId { get; init; }

    /// <summary>Its type.</summary>
    [Bounds(0, 255)]
    public string? MachineType { get; init; }

    /// <summary>Its zone.</summary>
    [Bounds(0, 255)]
    public string? Zone { get; init; }

    /// <summary>How it was bought.</summary>
    public PurchaseKind? Purchase { get; init; }

    /// <summary>What it costs in US dollars an hour, where that is known.</summary>
    public Quantity? PricePerHour { get; init; }

    /// <summary>The object of its agent.</summary>
    [Bounds(0, 253)]
    public string? Agent { get; init; }

    /// <summary>When the cloud started it.</summary>
    public DateTimeOffset? LaunchedAt { get; init; }

    /// <summary>When its agent registered.</summary>
    public DateTimeOffset? RegisteredAt { get; init; }
}
