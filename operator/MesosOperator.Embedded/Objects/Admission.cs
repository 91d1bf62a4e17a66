using System.Text.Json.Nodes;
using MesosOperator.Crds.Schema;
using MesosOperator.Crds.Validation;
using MesosOperator.Embedded.Answers;
using MesosOperator.Embedded.Kinds;

namespace MesosOperator.Embedded.Objects;

/// <summary>Brings what a client sends into the shape of its kind, and refuses what is wrong.</summary>
internal static class Admission
{
    private const string MissingMessage = "is required";

    /// <summary>Refuses what is no object of the kind, or says of itself what cannot be said; the rest may be relied on then.</summary>
    public static void RefuseShapeless(ServedKind kind, string name, JsonObject body)
    {
        var (apiVersion, said) = (body["apiVersion"]?.ToString() ?? kind.ApiVersion, body["kind"]?.ToString() ?? kind.Kind);
        if (apiVersion != kind.ApiVersion || said != kind.Kind)
            throw Problems.BadRequest($"the object provided is a {said} of {apiVersion}, and a {kind.Kind} of {kind.ApiVersion} was expected");
        if (body["metadata"] is not { } metadata)
            return;
        Pruning.Prune(ObjectMetadata.Schema, metadata, []);
        if (MetadataProblems(metadata).ToArray() is { Length: > 0 } causes)
            throw Problems.Invalid(kind, name, causes);
    }

    /// <summary>Drops what the kind does not know, or refuses it, as the request wants.</summary>
    public static void Prune(ObjectRequest request, JsonObject body)
    {
        var unknown = new List<string>();
        Pruning.Prune(request.Kind.Root, body, unknown);
        if (unknown.Count == 0)
            return;
        var told = unknown.Select(field => $"unknown field \"{field}\"").ToArray();
        if (request.Validation == FieldValidation.Strict)
            throw Problems.BadRequest(
                $"{request.Kind.Kind} in version \"{request.Kind.Version}\" cannot be handled as a {request.Kind.Kind}: strict decoding error: {string.Join(", ", told)}");
        if (request.Validation == FieldValidation.Warn)
            request.Warnings.AddRange(told.Except(request.Warnings));
    }

    /// <summary>Fills in the defaults of a kind and what the kind itself derives.</summary>
    public static JsonObject Default(ServedKind kind, JsonObject body)
    {
        var full = ResourceDefaults.Apply(kind.Schema, body)!.AsObject();
        if (kind.Kind == "Secret" && full.Remove("stringData", out var texts) && texts is JsonObject plain)
            foreach (var (name, text) in plain)
                (full["data"] as JsonObject ?? NewData(full))[name] =
                    Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text?.ToString() ?? ""));
        if (kind == CoreKinds.Namespace)
        {
            full["spec"] ??= new JsonObject { ["finalizers"] = new JsonArray("kubernetes") };
            full["status"] ??= new JsonObject { ["phase"] = "Active" };
        }
        DropEmpty(full["metadata"] as JsonObject);
        if (!kind.HasStatus)
            DropEmpty(full);
        return full;
    }

    /// <summary>Refuses an object that is wrong, or a change that may not be; the state before is null for a new one.</summary>
    public static void Validate(ObjectRequest request, JsonObject? before, JsonObject after)
    {
        var (kind, name) = (request.Kind, after["metadata"]?["name"]?.ToString() ?? "");
        ProblemCause[] causes = [.. MetadataProblems(after["metadata"]), .. ResourceValidator.Validate(kind.Schema, after).Select(CauseOf)];
        if (before is null && ObjectNames.Problem(kind, name) is { } problem)
            causes = [problem, .. causes];
        if (causes.Length == 0 && before is not null)
            causes = [.. ResourceValidator.ValidateChange(kind.Schema, before, after).Select(CauseOf), .. Kept(before, after)];
        if (causes.Length > 0)
            throw Problems.Invalid(kind, name, causes);
    }

    /// <summary>Of what Kubernetes itself defines, what is empty is not there.</summary>
    private static void DropEmpty(JsonObject? fields)
    {
        foreach (var (name, value) in fields?.ToArray() ?? [])
            if (value is JsonObject { Count: 0 } or JsonArray { Count: 0 })
                fields!.Remove(name);
    }

    private static IEnumerable<ProblemCause> Kept(JsonObject before, JsonObject after)
    {
        if (before["immutable"]?.GetValueKind() != System.Text.Json.JsonValueKind.True)
            yield break;
        foreach (var field in (string[])["data", "binaryData", "immutable"])
            if (!JsonNode.DeepEquals(before[field], after[field]))
                yield return new("FieldValueForbidden", "Forbidden: field is immutable when `immutable` is set", field);
    }

    private static JsonObject NewData(JsonObject secret)
    {
        var data = new JsonObject();
        secret["data"] = data;
        return data;
    }

    private static IEnumerable<ProblemCause> MetadataProblems(JsonNode? metadata) =>
        ResourceValidator.Validate(ObjectMetadata.Schema, metadata)
            .Select(problem => CauseOf(problem with { Path = problem.Path.Length == 0 ? "metadata" : $"metadata.{problem.Path}" }));

    private static ProblemCause CauseOf(Problem problem) => problem.Message == MissingMessage
        ? new("FieldValueRequired", "Required value", problem.Path)
        : new("FieldValueInvalid", $"Invalid value: {problem.Message}", problem.Path);
}
