namespace MesosOperator.Core.Master.Commands;

/// <summary>Whether a quota that cannot be kept now is set all the same.</summary>
public enum Overcommit
{
    /// <summary>It is refused.</summary>
    Refuse,

    /// <summary>It is set; a person forces it.</summary>
    Allow,
}
