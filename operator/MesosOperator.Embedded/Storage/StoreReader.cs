using Microsoft.Data.Sqlite;

namespace MesosOperator.Embedded.Storage;

/// <summary>Reads states of objects through one connection.</summary>
internal static class StoreReader
{
    /// <summary>The last row of each object, of those up to a revision: SQLite takes the other columns from the row with the maximum.</summary>
    private const string Last = """
        SELECT stored_as, namespace, name, max(revision), removed, body FROM revisions
        WHERE stored_as = $1 AND ($2 = '' OR namespace = $2) AND revision <= $3 AND (namespace, name) > ($4, $5)
        GROUP BY namespace, name HAVING removed = 0 ORDER BY namespace, name LIMIT $6
        """;

    private const string Changes = """
        SELECT stored_as, namespace, name, revision, removed, body,
            (SELECT CASE WHEN before.removed THEN NULL ELSE before.body END FROM revisions AS before
             WHERE before.stored_as = r.stored_as AND before.namespace = r.namespace AND before.name = r.name
               AND before.revision < r.revision ORDER BY before.revision DESC LIMIT 1)
        FROM revisions AS r
        WHERE revision > $1 AND stored_as = $2 AND ($3 = '' OR namespace = $3) ORDER BY revision LIMIT $4
        """;

    public static long Mark(SqliteConnection connection, string name) =>
        Sql.Number(connection, "SELECT value FROM marks WHERE name = $1", name);

    public static StoredObject? Find(SqliteConnection connection, ObjectAddress address)
    {
        using var command = Sql.Command(
            connection,
            """
            SELECT stored_as, namespace, name, revision, removed, body FROM revisions
            WHERE stored_as = $1 AND namespace = $2 AND name = $3 ORDER BY revision DESC LIMIT 1
            """,
            address.StoredAs, address.Namespace, address.Name);
        using var row = command.ExecuteReader();
        return row.Read() && !row.GetBoolean(4) ? Read(row) : null;
    }

    public static StorePage List(SqliteConnection connection, StoreRange range)
    {
        using var command = Sql.Command(
            connection, Last, range.StoredAs, range.Namespace, range.Revision, range.After.Namespace, range.After.Name,
            range.Limit == int.MaxValue ? -1L : range.Limit + 1L);
        using var row = command.ExecuteReader();
        var objects = new List<StoredObject>();
        while (row.Read())
            if (objects.Count == range.Limit)
                return new(objects, HasMore: true);
            else
                objects.Add(Read(row));
        return new(objects, HasMore: false);
    }

    public static List<StoredChange> ChangesAfter(SqliteConnection connection, StoreRange range)
    {
        using var command = Sql.Command(connection, Changes, range.Revision, range.StoredAs, range.Namespace, range.Limit);
        using var row = command.ExecuteReader();
        var changes = new List<StoredChange>();
        while (row.Read())
            changes.Add(new(Read(row), row.IsDBNull(6) ? null : row.GetFieldValue<byte[]>(6), row.GetBoolean(4)));
        return changes;
    }

    /// <summary>The objects that name an owner.</summary>
    public static List<ObjectAddress> OwnedBy(SqliteConnection connection, string ownerUid)
    {
        using var command = Sql.Command(connection, "SELECT stored_as, namespace, name FROM owners WHERE owner_uid = $1", ownerUid);
        return ReadAddresses(command);
    }

    /// <summary>The objects that name any owner.</summary>
    public static List<ObjectAddress> Owned(SqliteConnection connection)
    {
        using var command = Sql.Command(connection, "SELECT DISTINCT stored_as, namespace, name FROM owners");
        return ReadAddresses(command);
    }

    private static List<ObjectAddress> ReadAddresses(SqliteCommand command)
    {
        using var row = command.ExecuteReader();
        var addresses = new List<ObjectAddress>();
        while (row.Read())
            addresses.Add(new(row.GetString(0), row.GetString(1), row.GetString(2)));
        return addresses;
    }

    private static StoredObject Read(SqliteDataReader row) =>
        new(new(row.GetString(0), row.GetString(1), row.GetString(2)), row.GetInt64(3), row.GetFieldValue<byte[]>(5));
}
