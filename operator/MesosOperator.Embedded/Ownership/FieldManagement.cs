using System.Text.Json.Nodes;
using MesosOperator.Embedded.Answers;
using MesosOperator.Embedded.Kinds;

namespace MesosOperator.Embedded.Ownership;

/// <summary>
/// Who owns which field of an object. What nobody can own is left out: what names the object and what the server says.
/// </summary>
internal static class FieldManagement
{
    private const int UpdateManagersMax = 10;

    private static readonly string[] Unowned =
    [
        "name", "namespace", "creationTimestamp", "selfLink", "uid", "generation", "managedFields", "resourceVersion",
        "deletionTimestamp", "deletionGracePeriodSeconds", "generateName",
    ];

    /// <summary>An object after a change other than by applying; the writer owns what it changed.</summary>
    public static void Update(ServedKind kind, JsonObject before, JsonObject after, Manager writer)
    {
        var changes = FieldChanges.Between(Owned(before), Owned(after), kind.Root);
        var managers = ManagersOf(after);
        foreach (var manager in managers)
        {
            manager.Fields.Remove(changes.Removed);
            if (!manager.IsSame(writer))
                manager.Fields.Remove(changes.Changed);
        }
        if (!changes.Changed.IsEmpty)
        {
            var own = managers.FindIndex(manager => manager.IsSame(writer));
            if (own >= 0)
                writer.Fields.Add(managers[own].Fields);
            writer.Fields.Add(changes.Changed);
            Put(managers, writer);
        }
        Store(after, managers);
    }

    /// <summary>
    /// An object after a manager applied its wish to it: what it applied before and does not want any more is gone
    /// unless another wants it. Fails with a conflict where another manager wants a field otherwise, unless it is to be taken over.
    /// </summary>
    public static JsonObject Apply(ServedKind kind, JsonObject live, JsonObject applied, Manager writer, ConflictPolicy policy)
    {
        var wish = Owned(applied);
        writer.Fields.Add(FieldChanges.AllOf(wish, kind.Root));
        var managers = ManagersOf(live);
        var result = FieldMerge.Merge(live, wish, kind.Root)!.AsObject();
        if (managers.Find(manager => manager.IsSame(writer)) is { } earlier)
        {
            var kept = new FieldSet();
            kept.Add(writer.Fields);
            foreach (var manager in managers.Where(manager => !manager.IsSame(writer)))
                kept.Add(manager.Fields);
            kept.Child("f:metadata"); // What names the object stays, though nobody owns it.
            FieldMerge.Prune(result, earlier.Fields, kept, kind.Root);
        }
        var changes = FieldChanges.Between(Owned(live), Owned(result), kind.Root);
        var others = managers.Where(manager => !manager.IsSame(writer)).ToList();
        if (policy == ConflictPolicy.Refuse)
            RefuseConflicts(others, changes.Changed);
        foreach (var other in others)
        {
            other.Fields.Remove(changes.Changed);
            other.Fields.Remove(changes.Removed);
        }
        Put(managers, writer);
        Store(result, managers);
        return result;
    }

    private static void RefuseConflicts(List<Manager> others, FieldSet changed)
    {
        var causes = (from other in others
                      from field in other.Fields.Common(changed)
                      select new ProblemCause("FieldManagerConflict", $"conflict with \"{other.Name}\"{Through(other)} using {other.ApiVersion}", field))
            .ToArray();
        if (causes.Length == 0)
            return;
        var text = causes.Length == 1
            ? $"Apply failed with 1 conflict: {causes[0].Message}: {causes[0].Field}"
            : $"Apply failed with {causes.Length} conflicts: {string.Join('\n', causes.GroupBy(cause => cause.Message).Select(Told))}";
        throw new ApiProblem(409, "Conflict", text) { Causes = causes };

        static string Told(IGrouping<string, ProblemCause> group) =>
            $"conflicts {group.Key["conflict ".Length..]}:\n{string.Join('\n', group.Select(cause => $"- {cause.Field}"))}";
    }

    private static string Through(Manager other) => other.Subresource.Length == 0 ? "" : $" with subresource \"{other.Subresource}\"";

    private static List<Manager> ManagersOf(JsonObject body) =>
        [.. (body["metadata"]?["managedFields"] as JsonArray ?? []).OfType<JsonObject>().Where(entry => entry.Count > 0).Select(Manager.Read)];

    /// <summary>A manager whose fields are what they were keeps its time: writing the same twice changes nothing.</summary>
    private static void Put(List<Manager> managers, Manager writer)
    {
        var index = managers.FindIndex(manager => manager.IsSame(writer));
        if (index < 0)
            managers.Add(writer);
        else if (!JsonNode.DeepEquals(managers[index].Fields.Write(), writer.Fields.Write()))
            managers[index] = writer;
    }

    private static void Store(JsonObject body, List<Manager> managers)
    {
        managers.RemoveAll(manager => manager.Fields.IsEmpty);
        var updates = managers.Where(manager => manager.Operation == Manager.Update).ToList();
        if (updates.Count > UpdateManagersMax)
        {
            // Whoever wrote longest ago becomes one with the others of old, or the list would grow with each new name.
            var oldest = updates.OrderBy(manager => manager.Time, StringComparer.Ordinal).Take(updates.Count - UpdateManagersMax + 1).ToList();
            var ancient = oldest[0] with { Name = "ancient-changes", Subresource = "" };
            foreach (var manager in oldest.Skip(1))
                ancient.Fields.Add(manager.Fields);
            managers.RemoveAll(oldest.Contains);
            managers.Add(ancient);
        }
        var metadata = body["metadata"]!.AsObject();
        if (managers.Count == 0)
            metadata.Remove("managedFields");
        else
            metadata["managedFields"] = new JsonArray([.. managers.Select(manager => manager.Write())]);
    }

    private static JsonObject Owned(JsonObject body)
    {
        var owned = body.DeepClone().AsObject();
        owned.Remove("apiVersion");
        owned.Remove("kind");
        if (owned["metadata"] is JsonObject metadata)
        {
            foreach (var name in Unowned)
                metadata.Remove(name);
            if (metadata.Count == 0)
                owned.Remove("metadata");
        }
        return owned;
    }
}
