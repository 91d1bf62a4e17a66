using System.Globalization;
using System.Text.Json.Nodes;

namespace MesosOperator.TestKit.Kubernetes;

/// <summary>The fake's objects, their versions, and what happened to them since it was last compacted.</summary>
internal sealed class ObjectStore(TimeProvider time, long firstVersion)
{
    private readonly SortedDictionary<ObjectName, JsonObject> _objects = [];
    private readonly SortedDictionary<ObjectName, FieldOwners> _owners = [];
    private readonly List<StoredEvent> _history = [];

    public event Action<StoredEvent>? Happened;

    /// <summary>The version of the last change.</summary>
    public long Version { get; private set; } = firstVersion;

    /// <summary>The oldest version from which the history is known.</summary>
    public long OldestVersion { get; private set; } = firstVersion;

    public IEnumerable<KeyValuePair<ObjectName, JsonObject>> Objects => _objects;

    public void Compact()
    {
        OldestVersion = Version;
        _history.Clear();
    }

    public IReadOnlyList<StoredEvent> Since(long version) =>
        version < OldestVersion ? throw FakeFailure.Expired($"resource version: {version} ({OldestVersion})")
            : [.. _history.Where(happened => happened.Version > version)];

    public JsonObject Find(FakeRequest request) => _objects.GetValueOrDefault(ObjectName.Of(request)) ?? throw FakeFailure.NotFound(request);

    public JsonObject Create(FakeRequest request, JsonObject body)
    {
        var name = (string?)body["metadata"]?["name"] ?? "";
        if (name.Length == 0)
            throw new FakeFailure(422, "Invalid", "metadata.name: Required value");
        var key = ObjectName.Of(request) with { Name = name };
        if (_objects.ContainsKey(key))
            throw new FakeFailure(409, "AlreadyExists", $"{request.Plural} \"{name}\" already exists");
        var created = body.DeepClone().AsObject();
        created.Remove("status");
        created["metadata"]!["uid"] = $"uid-{Version + 1}";
        created["metadata"]!["generation"] = 1L;
        created["metadata"]!["creationTimestamp"] = Timestamp();
        if (key.Namespace.Length > 0)
            created["metadata"]!["namespace"] = key.Namespace;
        (_owners[key] = new FieldOwners()).Changed(null, created, ManagerOf(request));
        return Keep(key, null, created);
    }

    public JsonObject Replace(FakeRequest request, JsonObject body)
    {
        var present = Find(request);
        var wanted = request.Subresource == "status" ? With(present, "status", body["status"]) : With(body, "status", present["status"]);
        return Update(request, present, wanted, owners => owners.Changed(present, wanted, ManagerOf(request)));
    }

    public JsonObject MergePatch(FakeRequest request, JsonObject patch)
    {
        var present = Find(request);
        return Replace(request, JsonPaths.Merge(present, patch)!.AsObject());
    }

    public JsonObject ApplyPatch(FakeRequest request, JsonObject patch)
    {
        var key = ObjectName.Of(request);
        if (!_objects.TryGetValue(key, out var present))
        {
            if (request.Subresource.Length > 0)
                throw FakeFailure.NotFound(request);
            request.IsCreation = true;
            Create(request, new JsonObject
            {
                ["apiVersion"] = patch["apiVersion"]?.DeepClone(),
                ["kind"] = patch["kind"]?.DeepClone(),
                ["metadata"] = new JsonObject { ["name"] = request.Name },
            });
            present = _objects[key];
        }
        if (patch["metadata"]?["uid"] is { } uid && (string?)uid != (string?)present["metadata"]!["uid"])
            throw new FakeFailure(422, "Invalid", "metadata.uid: Invalid value: field is immutable");
        RequireVersion(request, present, patch);
        var wanted = _owners[key].Apply(present, patch, ManagerOf(request), request.Subresource, request.Parameter("force") == "true");
        return Update(request, present, wanted, _ => { });
    }

    public JsonObject Delete(FakeRequest request)
    {
        var key = ObjectName.Of(request);
        var present = Find(request);
        if (!HasFinalizers(present))
            return Forget(key, present);
        if (present["metadata"]!["deletionTimestamp"] is not null)
            return present;
        var marked = present.DeepClone().AsObject();
        marked["metadata"]!["deletionTimestamp"] = Timestamp();
        return Keep(key, present, marked);
    }

    private JsonObject Update(FakeRequest request, JsonObject present, JsonObject wanted, Action<FieldOwners> changed)
    {
        var key = ObjectName.Of(request);
        RequireVersion(request, present, wanted);
        if (present["metadata"]!["deletionTimestamp"] is not null && Finalizers(wanted).Except(Finalizers(present)).Any())
            throw new FakeFailure(422, "Invalid", "metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted");
        var next = wanted.DeepClone().AsObject();
        foreach (var fixedField in (string[])["uid", "creationTimestamp", "deletionTimestamp", "generation", "namespace", "resourceVersion"])
            next["metadata"]![fixedField] = present["metadata"]![fixedField]?.DeepClone();
        if (!JsonNode.DeepEquals(present["spec"], next["spec"]))
            next["metadata"]!["generation"] = (long)present["metadata"]!["generation"]! + 1;
        changed(_owners[key]);
        if (JsonNode.DeepEquals(Unmanaged(present), Unmanaged(next)))
            return present;
        return next["metadata"]!["deletionTimestamp"] is not null && !HasFinalizers(next) ? Forget(key, next) : Keep(key, present, next);
    }

    private static void RequireVersion(FakeRequest request, JsonObject present, JsonObject wanted)
    {
        var expected = (string?)wanted["metadata"]?["resourceVersion"];
        if (expected is { Length: > 0 } && expected != (string?)present["metadata"]!["resourceVersion"])
            throw new FakeFailure(409, "Conflict", $"{request.Plural} \"{request.Name}\": the object has been modified");
    }

    private JsonObject Keep(ObjectName key, JsonObject? before, JsonObject next)
    {
        next["metadata"]!["resourceVersion"] = (++Version).ToString(CultureInfo.InvariantCulture);
        next["metadata"]!["managedFields"] = _owners[key].ManagedFields;
        _objects[key] = next;
        Publish(new(Version, before is null ? "ADDED" : "MODIFIED", key, next, before));
        return next;
    }

    private JsonObject Forget(ObjectName key, JsonObject last)
    {
        _objects.Remove(key);
        _owners.Remove(key);
        var gone = last.DeepClone().AsObject();
        gone["metadata"]!["resourceVersion"] = (++Version).ToString(CultureInfo.InvariantCulture);
        Publish(new(Version, "DELETED", key, gone, last));
        return gone;
    }

    private void Publish(StoredEvent happened)
    {
        _history.Add(happened);
        Happened?.Invoke(happened);
    }

    private string Timestamp() => time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string ManagerOf(FakeRequest request) => request.Parameter("fieldManager") is { Length: > 0 } manager ? manager : "unknown";

    private static bool HasFinalizers(JsonObject candidate) => Finalizers(candidate).Any();

    private static IEnumerable<string> Finalizers(JsonObject candidate) =>
        candidate["metadata"]!["finalizers"] is JsonArray finalizers ? finalizers.Select(finalizer => (string)finalizer!) : [];

    private static JsonObject With(JsonObject source, string member, JsonNode? value)
    {
        var result = source.DeepClone().AsObject();
        if (value is null)
            result.Remove(member);
        else
            result[member] = value.DeepClone();
        return result;
    }

    private static JsonObject Unmanaged(JsonObject source)
    {
        var result = source.DeepClone().AsObject();
        result["metadata"]!.AsObject().Remove("managedFields");
        foreach (var name in result["metadata"]!.AsObject().Where(member => member.Value is null).Select(member => member.Key).ToArray())
            result["metadata"]!.AsObject().Remove(name);
        return result;
    }
}
