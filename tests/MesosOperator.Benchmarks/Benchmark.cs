namespace MesosOperator.Benchmarks;

/// <summary>Something to measure, under the path that its results carry.</summary>
internal sealed record Benchmark(string Name, Func<Task<IReadOnlyList<Measurement>>> RunAsync)
{
    /// <summary>A benchmark that does not wait for anything.</summary>
    public static Benchmark Of(string name, Func<IReadOnlyList<Measurement>> run) => new(name, () => Task.FromResult(run()));
}
