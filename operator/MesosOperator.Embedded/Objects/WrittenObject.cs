using System.Text.Json.Nodes;

namespace MesosOperator.Embedded.Objects;

/// <summary>An object after it was written, and whether it is new.</summary>
internal readonly record struct WrittenObject(JsonObject Body, bool IsNew);
