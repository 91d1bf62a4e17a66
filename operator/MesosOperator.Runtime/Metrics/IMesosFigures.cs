namespace MesosOperator.Runtime.Metrics;

/// <summary>Who knows figures that Mesos has and the master does not.</summary>
public interface IMesosFigures
{
    /// <summary>The figures of now, by Mesos' names.</summary>
    IEnumerable<KeyValuePair<string, double>> Read();
}
