using System.Text.Json.Nodes;

namespace MesosOperator.Embedded.Reading;

/// <summary>One thing that a watch tells: <c>ADDED</c>, <c>MODIFIED</c>, <c>DELETED</c>, <c>BOOKMARK</c> or <c>ERROR</c>.</summary>
internal readonly record struct WatchNotice(string Type, JsonObject Body);
