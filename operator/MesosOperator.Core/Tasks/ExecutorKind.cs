namespace MesosOperator.Core.Tasks;

/// <summary>Whose executor runs a task.</summary>
public enum ExecutorKind
{
    /// <summary>Not said.</summary>
    Unspecified,

    /// <summary>The agent's own executor for task groups.</summary>
    Default,

    /// <summary>A program of the framework.</summary>
    Custom,
}
