using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using MesosOperator.Crds.Clusters;
using MesosOperator.Kubernetes.Api;

namespace MesosOperator.Kubernetes.Members.Connections;

/// <summary>What the operator must be allowed to do in a member cluster, and is not.</summary>
/// <param name="ToFollow">Without which nothing can be known of it; null where nothing is missing.</param>
/// <param name="ToRun">Without which nothing can run in it; null where nothing is missing.</param>
/// <param name="ToLook">Without which logs of tasks cannot be read and no programs run beside them.</param>
internal sealed record MemberRights(MemberProblem? ToFollow, MemberProblem? ToRun, ImmutableArray<string> ToLook)
{
    /// <summary>Each resource with its verbs, in all namespaces.</summary>
    private static readonly ImmutableArray<(string Group, string Resource, ImmutableArray<string> Verbs)> Followed =
        [("", "nodes", ["list", "watch"]), ("", "pods", ["list", "watch"])];

    /// <summary>Each resource with its verbs, in the namespace of the tasks.</summary>
    private static readonly ImmutableArray<(string Group, string Resource, ImmutableArray<string> Verbs)> Run =
        [("", "pods", ["create", "get", "patch", "delete"])];

    /// <summary>The same where the object asks for a ResourceQuota.</summary>
    private static readonly ImmutableArray<(string Group, string Resource, ImmutableArray<string> Verbs)> Limited =
        [("", "resourcequotas", ["create", "get", "patch"])];

    /// <summary>The same where the object names a StorageClass for persistent volumes.</summary>
    private static readonly ImmutableArray<(string Group, string Resource, ImmutableArray<string> Verbs)> Stored =
        [("", "persistentvolumeclaims", ["create", "get", "delete"])];

    /// <summary>What only looking at tasks needs: without these a cluster is a member, and such requests are refused.</summary>
    private static readonly ImmutableArray<(string Group, string Resource, ImmutableArray<string> Verbs)> Looked =
        [("", "pods/log", ["get"]), ("", "pods/exec", ["get", "create"])];

    /// <summary>Everything that is missing, verb by verb. All is asked at once.</summary>
    public static async Task<MemberRights> MissingAsync(ApiServer server, V1Alpha1ClusterSpec spec, CancellationToken stop)
    {
        var run = Run.AddRange(spec.Tasks.Quota is null ? [] : Limited).AddRange(spec.Tasks.StorageClass is null ? [] : Stored);
        var missing = await Task.WhenAll(
            MissingAsync(server, Followed, "", stop), MissingAsync(server, run, spec.Tasks.Namespace, stop), MissingAsync(server, Looked, spec.Tasks.Namespace, stop));
        var (blind, idle) = (missing[0], missing[1]);
        return new(blind.IsEmpty ? null : Missing([.. blind, .. idle]), idle.IsEmpty ? null : Missing(idle), missing[2]);
    }

    private static MemberProblem Missing(ImmutableArray<string> what) => new(MemberFailure.Forbidden, $"The operator may not {string.Join(", ", what)}");

    private static async Task<ImmutableArray<string>> MissingAsync(
        ApiServer server, ImmutableArray<(string Group, string Resource, ImmutableArray<string> Verbs)> needed, string @namespace, CancellationToken stop)
    {
        var asked = needed.SelectMany(right => right.Verbs.Select(verb => AskAsync(server, right.Group, right.Resource, verb, @namespace, stop)));
        return [.. (await Task.WhenAll(asked)).OfType<string>()];
    }

    /// <summary>What is missing, such as <c>list nodes</c>; null where it is allowed.</summary>
    private static async Task<string?> AskAsync(ApiServer server, string group, string resource, string verb, string @namespace, CancellationToken stop)
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
                    ["group"] = group,
                    ["resource"] = parts[0],
                    ["subresource"] = parts.ElementAtOrDefault(1),
                    ["namespace"] = @namespace,
                },
            },
        };
        using var answer = await JsonAnswer.AskAsync(
            server, new(HttpMethod.Post, "apis/authorization.k8s.io/v1/selfsubjectaccessreviews", question.ToJsonString()), stop);
        return JsonAnswer.Find(answer.RootElement, "status", "allowed").ValueKind == JsonValueKind.True ? null : @namespace.Length == 0 ? $"{verb} {resource}" : $"{verb} {resource} in namespace {@namespace}";
    }
}
