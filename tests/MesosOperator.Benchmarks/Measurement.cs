namespace MesosOperator.Benchmarks;

/// <summary>One figure: a path as name, the median of the samples as value, and what it is counted in.</summary>
internal sealed record Measurement(string Name, double Value, string Unit, IReadOnlyList<double> Samples)
{
    /// <summary>The median of samples.</summary>
    public static Measurement MedianOf(string name, string unit, IReadOnlyList<double> samples)
    {
        var sorted = samples.Order().ToArray();
        return new(name, sorted.Length == 0 ? 0 : sorted[sorted.Length / 2], unit, samples);
    }

    /// <summary>A figure that was taken once.</summary>
    public static Measurement Once(string name, string unit, double value) => new(name, value, unit, [value]);
}
