using System.Text.Json.Nodes;
using MesosOperator.Embedded.Answers;
using MesosOperator.Embedded.Kinds;
using MesosOperator.Embedded.Storage;

namespace MesosOperator.Embedded.Objects;

/// <summary>The rules of namespaces: what lives in one needs it, and goes with it.</summary>
internal static class Namespaces
{
    /// <summary>Where events on cluster-wide objects live; it cannot be deleted.</summary>
    public const string Default = "default";

    private const string NameLabel = "kubernetes.io/metadata.name";

    public static ObjectAddress AddressOf(string name) => new(CoreKinds.Namespace.StoredAs, "", name);

    /// <summary>Refuses what would be created in a namespace that is not there, or is going.</summary>
    public static void RefuseUnlessOpen(StoreTransaction transaction, ObjectRequest request)
    {
        if (!request.Kind.IsNamespaced)
            return;
        if (transaction.Find(AddressOf(request.Namespace)) is not { } stored)
            throw Problems.NotFound(CoreKinds.Namespace, request.Namespace);
        if (IsGoing(stored.Read()))
            throw Problems.Forbidden(
                request.Kind, request.Name, $"unable to create new content in namespace {request.Namespace} because it is being terminated");
    }

    public static void Label(ServedKind kind, JsonObject metadata)
    {
        if (kind != CoreKinds.Namespace)
            return;
        if (metadata["labels"] is not JsonObject)
            metadata["labels"] = new JsonObject();
        metadata["labels"]![NameLabel] = metadata["name"]!.ToString();
    }

    public static bool IsGoing(JsonObject @namespace) => @namespace["metadata"]!["deletionTimestamp"] is not null;

    /// <summary>Everything in a namespace.</summary>
    public static IEnumerable<(ServedKind Kind, StoredObject Stored)> Contents(StoreTransaction transaction, string name) =>
        from kind in KindTable.All
        where kind.IsNamespaced && kind.Renames.IsEmpty
        from stored in transaction.List(new(kind.StoredAs, name, transaction.Revision)).Objects
        select (kind, stored);
}
