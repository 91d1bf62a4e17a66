namespace MesosOperator.Crds.Schema;

/// <summary>The least and the most of something, both allowed; null where there is no bound.</summary>
public readonly record struct SchemaBounds(long? Least, long? Most);
