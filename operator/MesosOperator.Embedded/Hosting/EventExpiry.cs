using MesosOperator.Embedded.Kinds;
using MesosOperator.Embedded.Objects;
using MesosOperator.Embedded.Storage;

namespace MesosOperator.Embedded.Hosting;

/// <summary>Drops events that are old: nobody else would.</summary>
internal sealed class EventExpiry(ObjectStore store, TimeProvider time, TimeSpan lifetime)
{
    private const int BatchSize = 500;

    /// <summary>Drops what is old now and returns how many that were.</summary>
    public int Run()
    {
        var dropped = 0;
        var range = new StoreRange(CoreKinds.Event.StoredAs, "", store.Revision) { Limit = BatchSize };
        while (true)
        {
            var page = store.List(range);
            var old = page.Objects.Where(IsOld).ToArray();
            if (old.Length > 0)
                dropped += store.Write(transaction => Drop(transaction, old));
            if (!page.HasMore)
                return dropped;
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
        return ObjectTime.Read(last!.ToString()) is not { } written || time.GetUtcNow() - written > lifetime;
    }
}
