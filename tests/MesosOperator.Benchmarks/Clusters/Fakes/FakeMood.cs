namespace MesosOperator.Benchmarks.Clusters.Fakes;

/// <summary>How well a fake API server behaves. It is part of its address.</summary>
internal enum FakeMood
{
    /// <summary>It answers at once.</summary>
    Steady,

    /// <summary>Each answer takes five seconds.</summary>
    Slow,

    /// <summary>It is there for three seconds, and then for three it breaks every connection.</summary>
    Flapping,
}
