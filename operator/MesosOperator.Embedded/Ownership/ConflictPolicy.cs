namespace MesosOperator.Embedded.Ownership;

/// <summary>What to do where another manager wants a field otherwise.</summary>
internal enum ConflictPolicy
{
    /// <summary>Refuse to apply.</summary>
    Refuse,

    /// <summary>Take the field over.</summary>
    TakeOver,
}
