using System.Text.Json.Nodes;

namespace MesosOperator.TestKit.Kubernetes;

/// <summary>One change in the fake's history; <c>Before</c> is null for a new object.</summary>
internal sealed record StoredEvent(long Version, string Type, ObjectName Name, JsonObject Object, JsonObject? Before);
