namespace MesosOperator.AgentRuntime.Executors;

/// <summary>What becomes of a call of an executor.</summary>
internal enum ExecutorVerdict
{
    /// <summary>It was carried out.</summary>
    Accepted,

    /// <summary>No executor of such a framework is here.</summary>
    FrameworkUnknown,

    /// <summary>The framework has no such executor here.</summary>
    ExecutorUnknown,

    /// <summary>Its token is that of an earlier run.</summary>
    OfAnother,

    /// <summary>It must subscribe first.</summary>
    NotSubscribed,
}
