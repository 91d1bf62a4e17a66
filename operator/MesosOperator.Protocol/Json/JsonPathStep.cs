namespace MesosOperator.Protocol.Json;

/// <summary>One step of the path to the value being read; the index is -1 outside of lists.</summary>
internal readonly record struct JsonPathStep(string Field, int Index);
