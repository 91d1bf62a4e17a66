using System.Text.Json.Nodes;

namespace MesosOperator.Embedded.Answers;

/// <summary>A request that is not done, in the words that API servers have for it.</summary>
internal sealed class ApiProblem(int code, string reason, string message) : Exception(message)
{
    public int Code => code;

    /// <summary>Of what kind, such as <c>frameworks</c>, and which object; empty when it is about none.</summary>
    public string Kind { get; init; } = "";

    public string Group { get; init; } = "";

    public string Name { get; init; } = "";

    public IReadOnlyList<ProblemCause> Causes { get; init; } = [];

    public int RetryAfterSeconds { get; init; }

    /// <summary>The status object that the client gets.</summary>
    public JsonObject ToStatus()
    {
        var status = new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Failure",
            ["message"] = Message,
            ["reason"] = reason,
        };
        var details = new JsonObject();
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)[("name", Name), ("group", Group), ("kind", Kind)])
            if (value.Length > 0)
                details[name] = value;
        if (Causes.Count > 0)
            details["causes"] = new JsonArray([.. Causes.Select(cause => cause.ToJson())]);
        if (RetryAfterSeconds > 0)
            details["retryAfterSeconds"] = RetryAfterSeconds;
        if (details.Count > 0)
            status["details"] = details;
        status["code"] = code;
        return status;
    }
}
