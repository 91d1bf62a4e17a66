namespace MesosOperator.Embedded.Kinds;

/// <summary>A field that one version of a kind calls otherwise than the version that is stored.</summary>
internal readonly record struct FieldName(string Served, string Stored);
