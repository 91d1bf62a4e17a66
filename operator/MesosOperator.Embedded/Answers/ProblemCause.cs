using System.Text.Json.Nodes;

namespace MesosOperator.Embedded.Answers;

/// <summary>One of the reasons of a problem, and the field that it is about.</summary>
internal sealed record ProblemCause(string Reason, string Message, string Field)
{
    public JsonObject ToJson() => new() { ["reason"] = Reason, ["message"] = Message, ["field"] = Field };
}
