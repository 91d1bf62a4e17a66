using System.Text.Json.Nodes;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Embedded.Ownership;

/// <summary>A part of a value that can have an owner of its own.</summary>
internal readonly record struct Part(string Name, JsonNode? Value, SchemaNode? Schema);
