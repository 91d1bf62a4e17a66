namespace MesosOperator.Runtime.Metrics;

/// <summary>The names of the operator's meters, for whoever collects them.</summary>
public static class MeterNames
{
    /// <summary>All metrics of the master.</summary>
    public const string Master = "MesosOperator";

    /// <summary>All metrics of informers, queues, controllers and the election of a leader.</summary>
    public const string Controllers = "MesosOperator.Kubernetes";
}
