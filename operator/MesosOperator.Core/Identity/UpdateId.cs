namespace MesosOperator.Core.Identity;

/// <summary>Names a status update that must be acknowledged: 16 bytes, most significant first.</summary>
public readonly record struct UpdateId(UInt128 Value)
{
    /// <summary>How many bytes an id has.</summary>
    public const int Bytes = 16;

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("x32");
}
