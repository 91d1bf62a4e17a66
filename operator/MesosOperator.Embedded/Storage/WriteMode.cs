namespace MesosOperator.Embedded.Storage;

/// <summary>Whether what is written stays.</summary>
internal enum WriteMode
{
    /// <summary>It stays.</summary>
    Real,

    /// <summary>Everything is done and then taken back: what <c>--dry-run=server</c> asks for.</summary>
    Rehearsal,
}
