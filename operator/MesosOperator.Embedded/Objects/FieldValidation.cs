namespace MesosOperator.Embedded.Objects;

/// <summary>What to do about a field that the schema does not know.</summary>
internal enum FieldValidation
{
    /// <summary>Drop it.</summary>
    Ignore,

    /// <summary>Drop it and say so.</summary>
    Warn,

    /// <summary>Refuse the request.</summary>
    Strict,
}
