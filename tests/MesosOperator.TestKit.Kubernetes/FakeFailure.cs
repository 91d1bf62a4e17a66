using System.Text.Json.Nodes;

namespace MesosOperator.TestKit.Kubernetes;

/// <summary>A request that the fake refuses, as a Kubernetes status.</summary>
internal sealed class FakeFailure(int code, string reason, string message) : Exception(message)
{
    public int Code => code;

    public JsonObject Status => new()
    {
        ["kind"] = "Status",
        ["apiVersion"] = "v1",
        ["status"] = "Failure",
        ["message"] = Message,
        ["reason"] = reason,
        ["code"] = code,
    };

    public static FakeFailure NotFound(FakeRequest request) =>
        new(404, "NotFound", $"{request.Plural} \"{request.Name}\" not found");

    public static FakeFailure Expired(string what) => new(410, "Expired", $"too old {what}");
}
