namespace MesosOperator.Core.Identity;

/// <summary>Names one connection of one agent; a new connection is a new link.</summary>
public readonly record struct LinkId(long Value)
{
    /// <inheritdoc/>
    public override string ToString() => $"link-{Value}";
}
