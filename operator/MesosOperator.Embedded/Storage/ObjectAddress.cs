namespace MesosOperator.Embedded.Storage;

/// <summary>Where an object is stored: as what, in which namespace (empty for cluster-wide ones), under which name.</summary>
internal readonly record struct ObjectAddress(string StoredAs, string Namespace, string Name);
