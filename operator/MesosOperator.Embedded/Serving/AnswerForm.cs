namespace MesosOperator.Embedded.Serving;

/// <summary>In which form a client wants objects.</summary>
internal enum AnswerForm
{
    /// <summary>As they are.</summary>
    Whole,

    /// <summary>As a table for people.</summary>
    Table,

    /// <summary>Only what names them.</summary>
    Partial,
}
