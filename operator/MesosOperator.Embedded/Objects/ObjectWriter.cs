using System.Text.Json;
using System.Text.Json.Nodes;
using MesosOperator.Embedded.Answers;
using MesosOperator.Embedded.Kinds;
using MesosOperator.Embedded.Ownership;
using MesosOperator.Embedded.Storage;

namespace MesosOperator.Embedded.Objects;

/// <summary>Creates and changes objects. Fails with <see cref="ApiProblem"/>, and then nothing has changed.</summary>
internal sealed class ObjectWriter(ObjectStore store, ObjectRemover remover, TimeProvider time, Func<Guid> newUid)
{
    /// <summary>The most bytes of an object, as etcd has it by default.</summary>
    private const int ObjectBytesMax = 1_572_864;

    private const string BuiltInWarning = "it comes with this server and stays as it is";

    /// <summary>Creates an object; its name may be left to the server.</summary>
    public WrittenObject Create(ObjectRequest request, JsonObject body)
    {
        Admission.RefuseShapeless(request.Kind, request.Name, body);
        var metadata = MetadataOf(body);
        if (metadata["resourceVersion"]?.ToString() is { Length: > 0 })
            throw Problems.BadRequest("resourceVersion should not be set on objects to be created");
        if (metadata["namespace"]?.ToString() is { Length: > 0 } other && other != request.Namespace)
            throw Problems.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        var name = metadata["name"]?.ToString() ?? "";
        if (name.Length == 0 && metadata["generateName"]?.ToString() is { Length: > 0 } prefix)
            name = ObjectNames.Generate(prefix);
        metadata.Remove("managedFields");
        var named = request with { Name = name };
        return store.Write(transaction => Create(transaction, named, body, NewManager(request, Manager.Update)), request.Mode);
    }

    /// <summary>Replaces an object as a whole, or its part.</summary>
    public WrittenObject Replace(ObjectRequest request, JsonObject body)
    {
        Admission.RefuseShapeless(request.Kind, request.Name, body);
        if (request.Kind.NeedsVersion && body["metadata"]?["resourceVersion"]?.ToString() is null or "")
            throw Problems.Invalid(request.Kind, request.Name, "metadata.resourceVersion", "0x0: must be specified for an update");
        var uid = body["metadata"]?["uid"]?.ToString() ?? "";
        return Change(request, live => uid.Length == 0 || uid == live["metadata"]!["uid"]!.ToString() ? body : throw Problems.Conflict(
            request.Kind, request.Name, $"Precondition failed: UID in precondition: {uid}, UID in object meta: {live["metadata"]!["uid"]}"));
    }

    /// <summary>Changes an object, or its part, by what a patch makes of it.</summary>
    public WrittenObject Change(ObjectRequest request, Func<JsonObject, JsonObject> patch) => store.Write(
        transaction =>
        {
            var live = Live(transaction, request);
            if (request.Kind.IsBuiltIn)
                return Untouched(request, live);
            JsonObject wanted;
            try
            {
                wanted = patch(live.DeepClone().AsObject());
            }
            catch (JsonException e)
            {
                throw new ApiProblem(422, "Invalid", $"the server rejected our request due to an error in our request: {e.Message}");
            }
            Admission.RefuseShapeless(request.Kind, request.Name, wanted);
            Admission.Prune(request, wanted);
            ObjectUpdate.RefuseOther(request, live, wanted);
            return Update(transaction, request, live, ObjectUpdate.Merge(request, live, wanted), NewManager(request, Manager.Update));
        },
        request.Mode);

    /// <summary>Makes the fields of an object as a manager says, and creates it if it is not there.</summary>
    public WrittenObject Apply(ObjectRequest request, JsonObject applied)
    {
        Admission.RefuseShapeless(request.Kind, request.Name, applied);
        if (applied["metadata"]?["managedFields"] is JsonArray { Count: > 0 })
            throw Problems.BadRequest("metadata.managedFields must be nil");
        Admission.Prune(request, applied);
        foreach (var (field, _) in applied.ToArray())
            if (field is not ("metadata" or "apiVersion" or "kind")
                && (request.Subresource == "status") != (field == "status") && (request.Subresource == "status" || request.Kind.HasStatus))
                applied.Remove(field);
        return store.Write(transaction => Apply(transaction, request, applied), request.Mode);
    }

    private WrittenObject Apply(StoreTransaction transaction, ObjectRequest request, JsonObject applied)
    {
        var writer = NewManager(request, Manager.Apply);
        if (transaction.Find(request.Address) is not { } stored)
        {
            if (request.Subresource.Length > 0)
                throw Problems.NotFound(request.Kind, request.Name);
            if (applied["metadata"]?["uid"]?.ToString() is { Length: > 0 } uid)
                throw Problems.Conflict(
                    request.Kind, request.Name, $"uid mismatch: the provided object specified uid {uid}, and no existing object was found");
            var seed = new JsonObject { ["metadata"] = new JsonObject() };
            var body = FieldManagement.Apply(request.Kind, seed, applied, writer, ConflictPolicy.TakeOver);
            return Create(transaction, request, body, writer);
        }
        var live = request.Kind.FromStored(stored.Read());
        if (request.Kind.IsBuiltIn)
            return Untouched(request, live);
        ObjectUpdate.RefuseOther(request, live, applied);
        if (request.Subresource == "status" && applied["metadata"] is not null)
            applied.Remove("metadata");
        var merged = FieldManagement.Apply(request.Kind, live, applied, writer, request.Conflicts);
        return Update(transaction, request, live, ObjectUpdate.Merge(request, live, merged), writer);
    }

    private WrittenObject Create(StoreTransaction transaction, ObjectRequest request, JsonObject body, Manager writer)
    {
        var kind = request.Kind;
        Namespaces.RefuseUnlessOpen(transaction, request);
        if (request.Name.Length > 0 && transaction.Find(request.Address) is not null)
            throw Problems.AlreadyExists(kind, request.Name);
        if (kind.IsBuiltIn)
            throw Problems.Forbidden(kind, request.Name, "this server has the definitions that come with it, and no others");
        Admission.Prune(request, body);
        if (kind.HasStatus)
            body.Remove("status");
        (body["apiVersion"], body["kind"]) = (kind.ApiVersion, kind.Kind);
        body = Admission.Default(kind, body);
        var metadata = MetadataOf(body);
        foreach (var gone in (string[])["deletionTimestamp", "deletionGracePeriodSeconds", "selfLink", "generation", "namespace"])
            metadata.Remove(gone);
        metadata["name"] = request.Name;
        if (kind.IsNamespaced)
            metadata["namespace"] = request.Namespace;
        metadata["uid"] = newUid().ToString("D");
        metadata["creationTimestamp"] = ObjectTime.Now(time);
        if (kind.HasStatus)
            metadata["generation"] = 1L;
        Namespaces.Label(kind, metadata);
        Admission.Validate(request, before: null, body);
        if (writer.Operation == Manager.Update)
            FieldManagement.Update(kind, new JsonObject { ["metadata"] = new JsonObject() }, body, writer);
        return new(Put(transaction, request, body), IsNew: true);
    }

    private WrittenObject Update(StoreTransaction transaction, ObjectRequest request, JsonObject live, JsonObject body, Manager writer)
    {
        var kind = request.Kind;
        Admission.Prune(request, body);
        body = Admission.Default(kind, body);
        ObjectUpdate.CountGeneration(kind, live, body);
        Admission.Validate(request, live, body);
        if (writer.Operation == Manager.Update)
            FieldManagement.Update(kind, live, body, writer);
        if (JsonNode.DeepEquals(live, body))
            return new(live, IsNew: false);
        if (live["metadata"]!["deletionTimestamp"] is null)
            return new(Put(transaction, request, body), IsNew: false);
        RefuseNewFinalizers(request, live, body);
        if (ObjectRemover.IsHeld(kind, body))
            return new(Put(transaction, request, body), IsNew: false);
        remover.Remove(transaction, kind, request.Address, body);
        return new(body, IsNew: false);
    }

    private static JsonObject Put(StoreTransaction transaction, ObjectRequest request, JsonObject body)
    {
        var stored = transaction.Put(request.Address, request.Kind.ToStored(body));
        return stored.Text.Length > ObjectBytesMax
            ? throw Problems.TooLarge(ObjectBytesMax)
            : request.Kind.FromStored(stored.Read());
    }

    private static JsonObject Live(StoreTransaction transaction, ObjectRequest request) =>
        request.Kind.FromStored((transaction.Find(request.Address) ?? throw Problems.NotFound(request.Kind, request.Name)).Read());

    private static WrittenObject Untouched(ObjectRequest request, JsonObject live)
    {
        request.Warnings.Add($"{request.Kind.Resource} \"{request.Name}\": {BuiltInWarning}");
        return new(live, IsNew: false);
    }

    private static void RefuseNewFinalizers(ObjectRequest request, JsonObject live, JsonObject body)
    {
        var before = Finalizers(live).ToHashSet(StringComparer.Ordinal);
        var more = Finalizers(body).Where(finalizer => !before.Contains(finalizer)).ToArray();
        if (more.Length > 0)
            throw Problems.Invalid(request.Kind, request.Name,
            [
                new("FieldValueForbidden",
                    $"Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers [{string.Join(", ", more)}]",
                    "metadata.finalizers"),
            ]);
    }

    private static IEnumerable<string> Finalizers(JsonObject body) =>
        (body["metadata"]!["finalizers"] as JsonArray ?? []).Select(finalizer => finalizer!.ToString());

    private static JsonObject MetadataOf(JsonObject body)
    {
        if (body["metadata"] is JsonObject present)
            return present;
        var metadata = new JsonObject();
        body["metadata"] = metadata;
        return metadata;
    }

    private Manager NewManager(ObjectRequest request, string operation) => new(request.FieldManager, operation, request.Subresource)
    {
        ApiVersion = request.Kind.ApiVersion,
        Time = ObjectTime.Now(time),
        Fields = new(),
    };
}
