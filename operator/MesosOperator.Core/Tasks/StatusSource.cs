namespace MesosOperator.Core.Tasks;

/// <summary>Who made a status.</summary>
public enum StatusSource
{
    /// <summary>The operator.</summary>
    Master,

    /// <summary>The agent.</summary>
    Agent,

    /// <summary>The executor.</summary>
    Executor,
}
