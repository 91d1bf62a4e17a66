using MesosOperator.Embedded.Answers;
using Microsoft.Data.Sqlite;

namespace MesosOperator.Embedded.Storage;

/// <summary>
/// All objects, durably. One writes at a time, many read at once, and each change is told to watches in its order after
/// it is durable. May be used by any thread.
/// </summary>
internal sealed class ObjectStore : IDisposable
{
    private readonly Database _database;
    private readonly StoreOptions _options;
    private readonly Lock _writing = new();
    private readonly Lock _telling = new();
    private readonly List<ChangeFeed> _feeds = [];
    private long _revision;
    private long _compacted;

    private ObjectStore(Database database, StoreOptions options)
    {
        (_database, _options) = (database, options);
        _revision = StoreReader.Mark(database.Writer, "revision");
        _compacted = StoreReader.Mark(database.Writer, "compacted");
    }

    /// <summary>The version of the last change.</summary>
    public long Revision => Volatile.Read(ref _revision);

    /// <summary>Whether nothing was ever stored.</summary>
    public bool IsNew => Revision == 0;

    /// <summary>Opens the database or makes it; fails with <see cref="StoreException"/>.</summary>
    public static ObjectStore Open(StoreOptions options) => new(Database.Open(options.Path), options);

    /// <summary>Does something as one; when it throws, or on a rehearsal, nothing has happened.</summary>
    public TResult Write<TResult>(Func<StoreTransaction, TResult> work, WriteMode mode = WriteMode.Real)
    {
        lock (_writing)
        {
            using var transaction = _database.Writer.BeginTransaction();
            var writer = new StoreTransaction(_database.Writer, _revision);
            var result = work(writer);
            if (mode == WriteMode.Rehearsal || writer.Changes.Count == 0)
                return result;
            Sql.Run(_database.Writer, "UPDATE marks SET value = $1 WHERE name = 'revision'", writer.Revision);
            transaction.Commit();
            Volatile.Write(ref _revision, writer.Revision);
            Tell(writer.Changes);
            if (_revision - _compacted > 2L * _options.HistoryMax)
                Compact(_revision - _options.HistoryMax);
            return result;
        }
    }

    public StoredObject? Find(ObjectAddress address) => Read(connection => StoreReader.Find(connection, address));

    /// <summary>Objects as of a revision; fails when that is forgotten.</summary>
    public StorePage List(StoreRange range) => Read(connection =>
    {
        RefuseForgotten(connection, range.Revision);
        return StoreReader.List(connection, range);
    });

    /// <summary>Changes after a revision in their order, as many as the range's limit at most; fails when they are forgotten.</summary>
    public List<StoredChange> ChangesAfter(StoreRange range) => Read(connection =>
    {
        RefuseForgotten(connection, range.Revision);
        return StoreReader.ChangesAfter(connection, range);
    });

    /// <summary>The objects that name any owner.</summary>
    public List<ObjectAddress> Owned() => Read(StoreReader.Owned);

    /// <summary>Tells of changes from now on, until it is disposed or falls too far behind.</summary>
    public ChangeFeed Follow(string storedAs, string @namespace, int waitingMax)
    {
        var feed = new ChangeFeed(storedAs, @namespace, waitingMax, Forget);
        lock (_telling)
            _feeds.Add(feed);
        return feed;
    }

    /// <summary>Forgets states that were replaced up to a revision, and objects that were removed up to it.</summary>
    public void Compact(long upTo)
    {
        lock (_writing)
        {
            using var transaction = _database.Writer.BeginTransaction();
            Sql.Run(
                _database.Writer,
                """
                DELETE FROM revisions WHERE revision <= $1 AND (removed = 1 OR EXISTS (
                    SELECT 1 FROM revisions AS later
                    WHERE later.stored_as = revisions.stored_as AND later.namespace = revisions.namespace
                      AND later.name = revisions.name AND later.revision > revisions.revision AND later.revision <= $1));
                """,
                upTo);
            Sql.Run(_database.Writer, "UPDATE marks SET value = $1 WHERE name = 'compacted'", upTo);
            transaction.Commit();
            _compacted = upTo;
        }
    }

    public void Dispose()
    {
        lock (_writing)
            _database.Dispose();
    }

    private static void RefuseForgotten(SqliteConnection connection, long revision)
    {
        var compacted = StoreReader.Mark(connection, "compacted");
        if (revision < compacted)
            throw Problems.Expired(revision, compacted);
    }

    private TResult Read<TResult>(Func<SqliteConnection, TResult> read)
    {
        using var connection = _database.Read();
        using var transaction = connection.BeginTransaction(deferred: true);
        return read(connection);
    }

    private void Tell(IReadOnlyList<StoredChange> changes)
    {
        lock (_telling)
            foreach (var feed in _feeds)
                foreach (var change in changes)
                    feed.Tell(change);
    }

    private void Forget(ChangeFeed feed)
    {
        lock (_telling)
            _feeds.Remove(feed);
    }
}
