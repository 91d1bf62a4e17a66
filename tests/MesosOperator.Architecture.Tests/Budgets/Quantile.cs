namespace MesosOperator.Architecture.Tests.Budgets;

internal static class Quantile
{
    /// <summary>The smallest value that at least <paramref name="fraction"/> of the values do not exceed; 0 of none.</summary>
    public static int Of(IEnumerable<int> values, double fraction)
    {
        int[] ordered = [.. values.Order()];
        return ordered.Length == 0 ? 0 : ordered[Math.Max(0, (int)Math.Ceiling(ordered.Length * fraction) - 1)];
    }
}
