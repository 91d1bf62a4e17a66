using System.Text.Json.Nodes;
using MesosOperator.Embedded.Discovery;

namespace MesosOperator.Embedded.Serving;

/// <summary>Answers who somebody is and what they may do. There is one user, who may do everything.</summary>
internal sealed class Reviews(AdminToken admin)
{
    private const string UserName = "admin";

    private const string AdminGroup = "system:masters";

    /// <summary>The question with its answer.</summary>
    public JsonObject Answer(ReviewKind kind, JsonObject question)
    {
        var answer = question.DeepClone().AsObject();
        answer["apiVersion"] = $"{kind.Group}/{kind.Version}";
        answer["kind"] = kind.Kind;
        answer["status"] = kind.Kind switch
        {
            "TokenReview" => admin.Is(question["spec"]?["token"]?.ToString() ?? "")
                ? new JsonObject { ["authenticated"] = true, ["user"] = User(), ["audiences"] = question["spec"]?["audiences"]?.DeepClone() }
                : new JsonObject { ["authenticated"] = false, ["error"] = "the token is not known" },
            "SelfSubjectReview" => new JsonObject { ["userInfo"] = User() },
            "SelfSubjectAccessReview" => Access(isAllowed: true),
            _ => Access(
                question["spec"]?["user"]?.ToString() == UserName
                || (question["spec"]?["groups"] as JsonArray ?? []).Any(group => group?.ToString() == AdminGroup)),
        };
        return answer;
    }

    private static JsonObject User() =>
        new() { ["username"] = UserName, ["uid"] = UserName, ["groups"] = new JsonArray(AdminGroup, "system:authenticated") };

    private static JsonObject Access(bool isAllowed) => isAllowed
        ? new() { ["allowed"] = true }
        : new() { ["allowed"] = false, ["reason"] = "there is no user but the administrator" };
}
