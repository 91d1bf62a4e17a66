using System.Text.Json.Nodes;
using MesosOperator.Embedded.Answers;
using MesosOperator.Embedded.Kinds;
using MesosOperator.Embedded.Storage;

namespace MesosOperator.Embedded.Objects;

/// <summary>
/// Deletes objects, and with them what they own. One that a finalizer holds is only marked, and goes when the last
/// finalizer is taken off.
/// </summary>
internal sealed class ObjectRemover(TimeProvider time)
{
    private static readonly DeleteRequest Whatever = new("", "");

    /// <summary>Whether something holds an object back: a finalizer, or what a namespace still contains.</summary>
    public static bool IsHeld(ServedKind kind, JsonObject body) =>
        body["metadata"]!["finalizers"] is JsonArray { Count: > 0 } || (kind == CoreKinds.Namespace && body["spec"]?["finalizers"] is JsonArray { Count: > 0 });

    /// <summary>Deletes an object and returns its last or marked state, and whether it is gone.</summary>
    public (JsonObject Last, bool IsGone) Delete(StoreTransaction transaction, ObjectRequest request, DeleteRequest how)
    {
        var result = DeleteOne(transaction, request, how);
        CloseIfEmpty(transaction, request.Namespace);
        return result;
    }

    /// <summary>Removes an object that nothing holds, and deletes what it alone owns.</summary>
    public void Remove(StoreTransaction transaction, ServedKind kind, ObjectAddress address, JsonObject last)
    {
        RemoveOne(transaction, kind, address, last);
        CloseIfEmpty(transaction, address.Namespace);
    }

    private (JsonObject Last, bool IsGone) DeleteOne(StoreTransaction transaction, ObjectRequest request, DeleteRequest how)
    {
        var kind = request.Kind;
        var body = (transaction.Find(request.Address) ?? throw Problems.NotFound(kind, request.Name)).Read();
        if (kind.IsBuiltIn)
            throw Problems.Forbidden(kind, request.Name, "it comes with this server");
        if (kind == CoreKinds.Namespace && request.Name == Namespaces.Default)
            throw Problems.Forbidden(kind, request.Name, "this namespace may not be deleted");
        RefuseOther(request, body, how);
        if (how.Orphans)
            foreach (var owned in transaction.OwnedBy(UidOf(body)))
                Disown(transaction, owned, UidOf(body));
        if (!IsHeld(kind, body))
        {
            RemoveOne(transaction, kind, request.Address, body);
            return (body, true);
        }
        if (body["metadata"]!["deletionTimestamp"] is null)
        {
            Mark(kind, body);
            transaction.Put(request.Address, body);
        }
        if (kind == CoreKinds.Namespace)
            Empty(transaction, request.Name);
        return (body, transaction.Find(request.Address) is null);
    }

    /// <summary>Deletes an object whose owners are all gone. An owner of a kind that is not served here is taken for present.</summary>
    public void CollectOrphan(StoreTransaction transaction, ObjectAddress address)
    {
        if (transaction.Find(address)?.Read() is not { } body || body["metadata"]!["ownerReferences"] is not JsonArray { Count: > 0 } owners
            || owners.Any(owner => IsPresent(transaction, owner!, address.Namespace))
            || KindTable.All.FirstOrDefault(kind => kind.StoredAs == address.StoredAs && kind.Renames.IsEmpty) is not { } kind)
            return;
        DeleteOne(transaction, new(kind, address.Namespace, address.Name), Whatever);
    }

    private void RemoveOne(StoreTransaction transaction, ServedKind kind, ObjectAddress address, JsonObject last)
    {
        transaction.Remove(address, kind.ToStored(last));
        foreach (var owned in transaction.OwnedBy(UidOf(last)))
            CollectOrphan(transaction, owned);
    }

    private static bool IsPresent(StoreTransaction transaction, JsonNode owner, string @namespace)
    {
        if (KindTable.FindByKind(owner["apiVersion"]!.ToString(), owner["kind"]!.ToString()) is not { } kind)
            return true;
        var address = new ObjectAddress(kind.StoredAs, kind.IsNamespaced ? @namespace : "", owner["name"]!.ToString());
        return transaction.Find(address) is { } stored && UidOf(stored.Read()) == owner["uid"]!.ToString();
    }

    private static void Disown(StoreTransaction transaction, ObjectAddress address, string uid)
    {
        var body = transaction.Find(address)!.Read();
        var owners = body["metadata"]!["ownerReferences"]!.AsArray();
        foreach (var owner in owners.Where(owner => owner!["uid"]!.ToString() == uid).ToArray())
            owners.Remove(owner);
        if (owners.Count == 0)
            body["metadata"]!.AsObject().Remove("ownerReferences");
        transaction.Put(address, body);
    }

    /// <summary>Deletes what a namespace contains, and the namespace itself when nothing holds on.</summary>
    private void Empty(StoreTransaction transaction, string name)
    {
        foreach (var (kind, stored) in Namespaces.Contents(transaction, name).ToArray())
            if (transaction.Find(stored.Address) is not null)
                DeleteOne(transaction, new(kind, name, stored.Address.Name), Whatever);
        CloseIfEmpty(transaction, name);
    }

    private static void CloseIfEmpty(StoreTransaction transaction, string name)
    {
        var address = Namespaces.AddressOf(name);
        if (transaction.Find(address)?.Read() is { } body && Namespaces.IsGoing(body)
            && body["metadata"]!["finalizers"] is not JsonArray { Count: > 0 } && !Namespaces.Contents(transaction, name).Any())
            transaction.Remove(address, body);
    }

    private void Mark(ServedKind kind, JsonObject body)
    {
        var metadata = body["metadata"]!;
        metadata["deletionTimestamp"] = ObjectTime.Now(time);
        metadata["deletionGracePeriodSeconds"] = 0L;
        if (kind.HasStatus)
            metadata["generation"] = ObjectUpdate.Generation(body) + 1;
        if (kind == CoreKinds.Namespace)
            body["status"] = new JsonObject { ["phase"] = "Terminating" };
    }

    private static void RefuseOther(ObjectRequest request, JsonObject body, DeleteRequest how)
    {
        if (how.Uid.Length > 0 && how.Uid != UidOf(body))
            throw Problems.Conflict(
                request.Kind, request.Name, $"Precondition failed: UID in precondition: {how.Uid}, UID in object meta: {UidOf(body)}");
        var version = body["metadata"]!["resourceVersion"]!.ToString();
        if (how.ResourceVersion.Length > 0 && how.ResourceVersion != version)
            throw Problems.Conflict(
                request.Kind, request.Name,
                $"Precondition failed: ResourceVersion in precondition: {how.ResourceVersion}, ResourceVersion in object meta: {version}");
    }

    private static string UidOf(JsonObject body) => body["metadata"]!["uid"]!.ToString();
}
