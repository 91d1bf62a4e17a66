namespace MesosOperator.Core.Agents;

/// <summary>What becomes of an agent once it is drained.</summary>
public enum AfterDrain
{
    /// <summary>It stays, and may be given back.</summary>
    Keep,

    /// <summary>It is marked gone and never comes back.</summary>
    MarkGone,
}
