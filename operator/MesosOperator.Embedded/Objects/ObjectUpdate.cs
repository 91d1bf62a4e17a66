using System.Text.Json.Nodes;
using MesosOperator.Embedded.Answers;
using MesosOperator.Embedded.Kinds;

namespace MesosOperator.Embedded.Objects;

/// <summary>What of a changed object is taken from the client and what stays as the server has it.</summary>
internal static class ObjectUpdate
{
    private static readonly string[] ServerOwned =
    [
        "name", "namespace", "uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "generation", "generateName",
        "resourceVersion", "selfLink",
    ];

    /// <summary>Refuses a change that was made from another state, or to another object, than the one that is there.</summary>
    public static void RefuseOther(ObjectRequest request, JsonObject live, JsonObject wanted)
    {
        var (was, now) = (live["metadata"]!, wanted["metadata"]);
        if (Text(now, "name") is { Length: > 0 } name && name != request.Name)
            throw Problems.BadRequest($"the name of the object ({name}) does not match the name on the URL ({request.Name})");
        if (Text(now, "namespace") is { Length: > 0 } space && space != request.Namespace)
            throw Problems.BadRequest(
                $"the namespace of the object ({space}) does not match the namespace on the URL ({request.Namespace})");
        if (Text(now, "uid") is { Length: > 0 } uid && uid != Text(was, "uid"))
            throw Problems.Invalid(request.Kind, request.Name, "metadata.uid", $"\"{uid}\": field is immutable");
        if (Text(now, "resourceVersion") is { Length: > 0 } version && version != Text(was, "resourceVersion"))
            throw Problems.Changed(request.Kind, request.Name);
    }

    /// <summary>The object as it is to be: the client's in the part that it may change, the server's in the others.</summary>
    public static JsonObject Merge(ObjectRequest request, JsonObject live, JsonObject wanted)
    {
        var managed = ManagedFields(live, wanted);
        JsonObject result;
        if (request.Subresource == "status")
        {
            result = live.DeepClone().AsObject();
            Copy(wanted, result, "status");
        }
        else
        {
            result = wanted.DeepClone().AsObject();
            if (request.Kind.HasStatus)
                Copy(live, result, "status");
            var metadata = result["metadata"] as JsonObject ?? [];
            result["metadata"] = metadata.Parent is null ? metadata : result["metadata"];
            foreach (var name in ServerOwned)
                Copy(live["metadata"]!.AsObject(), metadata, name);
        }
        (result["apiVersion"], result["kind"]) = (request.Kind.ApiVersion, request.Kind.Kind);
        if (managed is null)
            result["metadata"]!.AsObject().Remove("managedFields");
        else
            result["metadata"]!["managedFields"] = managed;
        return result;
    }

    /// <summary>The generation counts changes of all but the metadata and the status.</summary>
    public static void CountGeneration(ServedKind kind, JsonObject live, JsonObject after)
    {
        if (!kind.HasStatus || JsonNode.DeepEquals(Wish(live), Wish(after)))
            return;
        after["metadata"]!["generation"] = Generation(live) + 1;
    }

    public static long Generation(JsonObject body) => body["metadata"]!["generation"]?.GetValue<long>() ?? 0;

    /// <summary>A client may hand in who manages what, or clear it by an empty list; one that says nothing means no change.</summary>
    private static JsonArray? ManagedFields(JsonObject live, JsonObject wanted) => wanted["metadata"]?["managedFields"] switch
    {
        JsonArray said when said.OfType<JsonObject>().Any(entry => entry.Count > 0) => said.DeepClone().AsArray(),
        JsonArray => null,
        _ => live["metadata"]!["managedFields"]?.DeepClone().AsArray(),
    };

    private static JsonObject Wish(JsonObject body)
    {
        var wish = body.DeepClone().AsObject();
        wish.Remove("metadata");
        wish.Remove("status");
        return wish;
    }

    private static void Copy(JsonObject from, JsonObject to, string name)
    {
        if (from[name] is { } value)
            to[name] = value.DeepClone();
        else
            to.Remove(name);
    }

    private static string Text(JsonNode? metadata, string name) => (metadata as JsonObject)?[name]?.ToString() ?? "";
}
