using System.Collections.Immutable;
using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Provisioning;

/// <summary>The lots of needs in the order in which they are placed: those that are worth the most come first, those that can be divided last.</summary>
internal static class LotOrder
{
    public static List<Lot> Of(ImmutableArray<Need> needs, List<Candidate> candidates, Columns columns) =>
        [.. needs.Select(need => LotOf(need, candidates, columns)).Where(lot => lot is not null).OfType<Lot>().OrderBy(lot => lot.IsDivisible).ThenByDescending(lot => lot.Worth)];

    /// <summary>What one piece of a need takes.</summary>
    public static ResourceQuantities PieceOf(Need need) => need switch
    {
        Need.ForTasks tasks => tasks.Each,
        Need.InTotal total => total.Total,
        _ => throw new NotSupportedException(need.GetType().Name),
    };

    private static Lot? LotOf(Need need, List<Candidate> candidates, Columns columns)
    {
        var (each, count) = (PieceOf(need), need is Need.ForTasks tasks ? tasks.Count : 1);
        var row = columns.RowOf(each);
        return each.IsEmpty || count == 0 ? null : new(need, row, count, WorthOf(row, candidates));
    }

    /// <summary>What the part of a machine costs that a piece takes, at the least.</summary>
    private static double WorthOf(long[] piece, List<Candidate> candidates)
    {
        var worth = double.PositiveInfinity;
        foreach (var candidate in candidates)
            worth = Math.Min(worth, candidate.Cost * Columns.Part(piece, candidate.Capacity));
        return double.IsPositiveInfinity(worth) ? 0 : worth;
    }
}
