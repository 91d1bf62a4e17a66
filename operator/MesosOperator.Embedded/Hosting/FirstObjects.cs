using System.Text.Json.Nodes;
using MesosOperator.Embedded.Discovery;
using MesosOperator.Embedded.Kinds;
using MesosOperator.Embedded.Objects;
using MesosOperator.Embedded.Storage;

namespace MesosOperator.Embedded.Hosting;

/// <summary>What a server has from the start: our definitions, as this program has them, and a namespace.</summary>
internal sealed class FirstObjects(ObjectStore store, ObjectWriter writer, TimeProvider time, Func<Guid> newUid)
{
    private static readonly ServedKind Definitions = KindTable.All.First(kind => kind.Kind == "CustomResourceDefinition");

    public void Make()
    {
        var isNew = store.IsNew;
        foreach (var document in BuiltInDefinitions.Write(ObjectTime.Now(time)))
            store.Write(transaction => Put(transaction, document));
        var address = Namespaces.AddressOf(Namespaces.Default);
        if (store.Find(address) is null)
            writer.Create(
                new(CoreKinds.Namespace, "", Namespaces.Default) { FieldManager = "mesos-operator" },
                new() { ["metadata"] = new JsonObject { ["name"] = Namespaces.Default } });
        // What made the first state is no history that anybody could have seen the beginning of.
        if (isNew)
            store.Compact(store.Revision);
    }

    private bool Put(StoreTransaction transaction, JsonObject document)
    {
        var address = new ObjectAddress(Definitions.StoredAs, "", document["metadata"]!["name"]!.ToString());
        var metadata = document["metadata"]!.AsObject();
        var live = transaction.Find(address)?.Read();
        if (live is not null && JsonNode.DeepEquals(live["spec"], document["spec"]))
            return false;
        metadata["uid"] = live?["metadata"]!["uid"]?.DeepClone() ?? newUid().ToString("D");
        metadata["creationTimestamp"] = live?["metadata"]!["creationTimestamp"]?.DeepClone() ?? ObjectTime.Now(time);
        metadata["generation"] = live is null ? 1L : ObjectUpdate.Generation(live) + 1;
        transaction.Put(address, document);
        return true;
    }
}
