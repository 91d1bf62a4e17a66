using System.Text.Json;
using System.Text.Json.Serialization;

namespace MesosOperator.AgentRuntime.Executors;

/// <summary>Claims as JSON, by code that the compiler makes.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ExecutorClaims))]
internal sealed partial class ExecutorClaimsJson : JsonSerializerContext;
