using System.Globalization;
using System.Text.Json.Nodes;
using MesosOperator.Embedded.Json;
using Microsoft.Data.Sqlite;

namespace MesosOperator.Embedded.Storage;

/// <summary>What one writer does at once: all of it holds, or nothing.</summary>
internal sealed class StoreTransaction(SqliteConnection connection, long revision)
{
    private readonly List<StoredChange> _changes = [];

    /// <summary>The last revision.</summary>
    public long Revision { get; private set; } = revision;

    public IReadOnlyList<StoredChange> Changes => _changes;

    public StoredObject? Find(ObjectAddress address) => StoreReader.Find(connection, address);

    public StorePage List(StoreRange range) => StoreReader.List(connection, range);

    public List<ObjectAddress> OwnedBy(string ownerUid) => StoreReader.OwnedBy(connection, ownerUid);

    /// <summary>Stores a new state of an object, which gets the next version.</summary>
    public StoredObject Put(ObjectAddress address, JsonObject body)
    {
        Sql.Run(
            connection, "DELETE FROM owners WHERE stored_as = $1 AND namespace = $2 AND name = $3",
            address.StoredAs, address.Namespace, address.Name);
        foreach (var owner in body["metadata"]!["ownerReferences"] as JsonArray ?? [])
            Sql.Run(
                connection, "INSERT OR IGNORE INTO owners VALUES ($1, $2, $3, $4)",
                owner!["uid"]!.ToString(), address.StoredAs, address.Namespace, address.Name);
        return Add(address, body, isRemoval: false);
    }

    /// <summary>Removes an object; its last state is remembered for watches.</summary>
    public StoredObject Remove(ObjectAddress address, JsonObject last)
    {
        Sql.Run(
            connection, "DELETE FROM owners WHERE stored_as = $1 AND namespace = $2 AND name = $3",
            address.StoredAs, address.Namespace, address.Name);
        return Add(address, last, isRemoval: true);
    }

    private StoredObject Add(ObjectAddress address, JsonObject body, bool isRemoval)
    {
        var before = Find(address);
        Revision++;
        body["metadata"]!["resourceVersion"] = Revision.ToString(CultureInfo.InvariantCulture);
        var stored = new StoredObject(address, Revision, JsonText.ToBytes(body));
        Sql.Run(
            connection, "INSERT INTO revisions VALUES ($1, $2, $3, $4, $5, $6)",
            Revision, address.StoredAs, address.Namespace, address.Name, isRemoval ? 1L : 0L, stored.Text);
        _changes.Add(new(stored, before?.Text, isRemoval));
        return stored;
    }
}
