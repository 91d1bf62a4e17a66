using MesosOperator.Embedded.Kinds;
using MesosOperator.Embedded.Objects;
using MesosOperator.Embedded.Storage;

namespace MesosOperator.Embedded.Hosting;

/// <summary>Drops what nobody else would: events that are old, and objects that were made for an owner that was gone already.</summary>
internal sealed class Housekeeping(ObjectStore store, ObjectRemover remover, TimeProvider time, TimeSpan eventLifetime)
{
    private const int BatchSize = 500;

    public void Run()
    {
        DropOldEvents();
        foreach (var address in store.Owned())
            store.Write(transaction =>
            {
                remover.CollectOrphan(transaction, address);
                return true;
            });
    }

    private void DropOldEvents()
    {
        var range = new StoreRange(CoreKinds.Event.StoredAs, "", store.Revision) { Limit = BatchSize };
        while (true)
        {
            var page = store.List(range);
            var old = page.Objects.Where(IsOld).ToArray();
            if (old.Length > 0)
                store.Write(transaction => Drop(transaction, old));
            if (!page.HasMore)
                return;
            var last = page.Objects[^1].Address;
            range = range with { After = (last.Namespace, last.Name) };
        }
    }

    private static int Drop(StoreTransaction transaction, StoredObject[] old)
    {
        foreach (var stored in old)
            if (transaction.Find(stored.Address) is { } present && present.Revision == stored.Revision)
                transaction.Remove(stored.Address, present.Read());
        return old.Length;
    }

    /// <summary>An event that is counted up is written again, so what counts is when it was written last.</summary>
    private bool IsOld(StoredObject stored)
    {
        var body = stored.Read();
        var last = body["series"]?["lastObservedTime"] ?? body["lastTimestamp"] ?? body["metadata"]!["creationTimestamp"];
        return ObjectTime.Read(last!.ToString()) is not { } written || time.GetUtcNow() - written > eventLifetime;
    }
}
