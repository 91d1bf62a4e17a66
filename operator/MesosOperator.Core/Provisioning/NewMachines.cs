using System.Collections.Immutable;

namespace MesosOperator.Core.Provisioning;

/// <summary>Machines to be had, all alike.</summary>
/// <param name="Pool">The pool that they are for.</param>
/// <param name="Count">How many.</param>
/// <param name="Choices">What to ask the cloud for, the best first: the next only when the one before was refused.</param>
/// <param name="Reasons">What they are for, for people.</param>
public sealed record NewMachines(string Pool, int Count, ImmutableArray<MachineChoice> Choices, ImmutableArray<string> Reasons)
{
    /// <summary>The most choices that are named.</summary>
    public const int MaxChoices = 16;

    /// <summary>Whether others differ in nothing but their number.</summary>
    public bool IsLike(NewMachines other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Pool == other.Pool && Choices.SequenceEqual(other.Choices) && Reasons.SequenceEqual(other.Reasons);
    }
}
