using System.Text.Json.Nodes;

namespace MesosOperator.Embedded.Tests.Support;

/// <summary>What a server answered.</summary>
internal sealed record Answer(int Code, JsonNode? Body, string Warnings)
{
    public string Message => Body?["message"]?.ToString() ?? "";

    public string ResourceVersion => Body?["metadata"]?["resourceVersion"]?.ToString() ?? "";

    public IEnumerable<string> Names => (Body?["items"]?.AsArray() ?? []).Select(item => item!["metadata"]!["name"]!.ToString());
}
