namespace MesosOperator.Core.Provisioning;

/// <summary>What a cloud runs out of: machines of a type, in a zone, bought in one way.</summary>
public readonly record struct CapacityKey(string MachineType, string Zone, Purchase Purchase) : IComparable<CapacityKey>
{
    /// <inheritdoc/>
    public int CompareTo(CapacityKey other) =>
        string.CompareOrdinal(MachineType, other.MachineType) is not 0 and var byType ? byType
        : string.CompareOrdinal(Zone, other.Zone) is not 0 and var byZone ? byZone
        : Purchase.CompareTo(other.Purchase);
}
