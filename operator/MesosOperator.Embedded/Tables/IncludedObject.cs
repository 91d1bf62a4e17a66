namespace MesosOperator.Embedded.Tables;

/// <summary>What of an object comes with its row in a table.</summary>
internal enum IncludedObject
{
    /// <summary>Its metadata.</summary>
    Metadata,

    /// <summary>All of it.</summary>
    Whole,

    /// <summary>Nothing.</summary>
    Nothing,
}
