namespace MesosOperator.Core.Identity;

/// <summary>Names one subscription of a framework; a lower-case UUID, since clients insist on one (mesos-clients 2.4).</summary>
public readonly record struct StreamId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
