using MesosOperator.Crds.Resources;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Machines;

/// <summary>A machine that would do.</summary>
public sealed record MachineChoice
{
    /// <summary>Its type, as the cloud names it.</summary>
    [Required, Bounds(1, 255)]
    public string MachineType { get; init; } = "";

    /// <summary>Its zone.</summary>
    [Required, Bounds(1, 255)]
    public string Zone { get; init; } = "";

    /// <summary>How it is bought.</summary>
    [Required]
    public PurchaseKind Purchase { get; init; }

    /// <summary>What it costs in US dollars an hour, where that is known.</summary>
    public Quantity? PricePerHour { get; init; }
}
