namespace MesosOperator.Core.Maintenance;

/// <summary>
/// Names a machine by its hostname, in any case, or by its IP address, or by both; a part that is not given is empty. A
/// machine is the host of every agent that has what is given.
/// </summary>
public sealed record MachineId(string Hostname, string Ip) : IComparable<MachineId>
{
    /// <inheritdoc/>
    public int CompareTo(MachineId? other) =>
        other is null ? 1
        : string.Compare(Hostname, other.Hostname, StringComparison.OrdinalIgnoreCase) is not 0 and var byHostname ? byHostname
        : string.CompareOrdinal(Ip, other.Ip);

    /// <summary>Whether both name the same machine in the same way.</summary>
    public bool Equals(MachineId? other) =>
        other is not null && string.Equals(Hostname, other.Hostname, StringComparison.OrdinalIgnoreCase) && Ip == other.Ip;

    /// <inheritdoc/>
    public override int GetHashCode() => (StringComparer.OrdinalIgnoreCase.GetHashCode(Hostname) * 31) + StringComparer.Ordinal.GetHashCode(Ip);

    /// <inheritdoc/>
    public override string ToString() => (Hostname, Ip) switch
    {
        ("", _) => Ip,
        (_, "") => Hostname,
        _ => $"{Hostname} ({Ip})",
    };
}
