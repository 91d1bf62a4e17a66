using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using MesosOperator.Kubernetes.Api;

namespace MesosOperator.Kubernetes.Members.Connections;

/// <summary>What the operator must be allowed to do in a member cluster.</summary>
internal static class MemberRights
{
    /// <summary>Each resource with its verbs; those of Pods that are changed are needed in the namespace of the tasks alone.</summary>
    private static readonly ImmutableArray<(string Resource, bool IsInNamespace, ImmutableArray<string> Verbs)> Needed =
    [
        ("nodes", false, ["list", "watch"]),
        ("pods", false, ["list", "watch"]),
        ("pods", true, ["create", "get", "patch", "delete"]),
    ];

    /// <summary>What only looking at tasks needs: without these a cluster is a member, and such requests are refused.</summary>
    private static readonly ImmutableArray<(string Resource, bool IsInNamespace, ImmutableArray<string> Verbs)> ToLook =
    [
        ("pods/log", true, ["get"]),
        ("pods/exec", true, ["get", "create"]),
    ];

    /// <summary>Everything that is missing, such as <c>list nodes</c>.</summary>
    public static Task<ImmutableArray<string>> MissingAsync(ApiServer server, string @namespace, CancellationToken stop) =>
        MissingAsync(Needed, server, @namespace, stop);

    /// <summary>What is missing to read logs of tasks and to run programs beside them, such as <c>get pods/log in namespace mesos-tasks</c>.</summary>
    public static Task<ImmutableArray<string>> MissingToLookAsync(ApiServer server, string @namespace, CancellationToken stop) =>
        MissingAsync(ToLook, server, @namespace, stop);

    private static async Task<ImmutableArray<string>> MissingAsync(
        ImmutableArray<(string Resource, bool IsInNamespace, ImmutableArray<string> Verbs)> wanted, ApiServer server, string @namespace, CancellationToken stop)
    {
        var missing = ImmutableArray.CreateBuilder<string>();
        foreach (var (resource, isInNamespace, verbs) in wanted)
            foreach (var verb in verbs)
                if (!await MayAsync(server, verb, resource, isInNamespace ? @namespace : "", stop))
                    missing.Add(isInNamespace ? $"{verb} {resource} in namespace {@namespace}" : $"{verb} {resource}");
        return missing.DrainToImmutable();
    }

    private static async Task<bool> MayAsync(ApiServer server, string verb, string resource, string @namespace, CancellationToken stop)
    {
        var parts = resource.Split('/');
        var question = new JsonObject
        {
            ["apiVersion"] = "authorization.k8s.io/v1",
            ["kind"] = "SelfSubjectAccessReview",
            ["spec"] = new JsonObject
            {
                ["resourceAttributes"] = new JsonObject
                {
                    ["verb"] = verb,
                    ["resource"] = parts[0],
                    ["subresource"] = parts.ElementAtOrDefault(1),
                    ["namespace"] = @namespace,
                },
            },
        };
        var answer = await server.AskAsync(
            new(HttpMethod.Post, "apis/authorization.k8s.io/v1/selfsubjectaccessreviews", question.ToJsonString()), stop);
        using var document = JsonDocument.Parse(answer);
        return document.RootElement.TryGetProperty("status", out var status) && status.TryGetProperty("allowed", out var allowed) && allowed.GetBoolean();
    }
}
