using Microsoft.Data.Sqlite;

namespace MesosOperator.Embedded.Storage;

/// <summary>
/// The file: one row for each state of each object. What holds now is the last row of an object; older rows are what
/// watches resume from. Fails with <see cref="StoreException"/> on a file that it cannot or must not use.
/// </summary>
internal sealed class Database : IDisposable
{
    /// <summary>The version of the tables below.</summary>
    private const long SchemaVersion = 1;

    private const string Tables = """
        CREATE TABLE revisions (
            revision INTEGER PRIMARY KEY,
            stored_as TEXT NOT NULL,
            namespace TEXT NOT NULL,
            name TEXT NOT NULL,
            removed INTEGER NOT NULL,
            body BLOB NOT NULL);
        CREATE INDEX revisions_of ON revisions (stored_as, namespace, name, revision);
        CREATE TABLE owners (
            owner_uid TEXT NOT NULL,
            stored_as TEXT NOT NULL,
            namespace TEXT NOT NULL,
            name TEXT NOT NULL,
            PRIMARY KEY (owner_uid, stored_as, namespace, name)) WITHOUT ROWID;
        CREATE INDEX owners_of ON owners (stored_as, namespace, name);
        CREATE TABLE marks (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        INSERT INTO marks VALUES ('compacted', 0), ('revision', 0);
        """;

    private readonly string _path;
    private readonly FileStream _lock;

    private Database(string path, FileStream held, SqliteConnection writer) => (_path, _lock, Writer) = (path, held, writer);

    /// <summary>The one connection that writes.</summary>
    public SqliteConnection Writer { get; }

    public static Database Open(string path)
    {
        var held = Lock($"{path}.lock");
        SqliteConnection? writer = null;
        try
        {
            writer = Connect(path, SqliteOpenMode.ReadWriteCreate);
            Prepare(writer, path);
            return new(path, held, writer);
        }
        catch (SqliteException e)
        {
            Abandon();
            throw new StoreException(
                $"{path} is damaged or no database of this program ({e.Message}): restore it from a copy, or move it away to begin with an empty one",
                e);
        }
        catch
        {
            Abandon();
            throw;
        }

        void Abandon()
        {
            writer?.Dispose();
            held.Dispose();
        }
    }

    /// <summary>A connection that only reads; it sees one state of the database in a transaction.</summary>
    public SqliteConnection Read() => Connect(_path, SqliteOpenMode.ReadOnly);

    public void Dispose()
    {
        Writer.Dispose();
        SqliteConnection.ClearAllPools();
        _lock.Dispose();
    }

    private static FileStream Lock(string path)
    {
        try
        {
            return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new StoreException($"another process uses the database of {path}: stop it, or use another folder", e);
        }
    }

    private static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = mode == SqliteOpenMode.ReadOnly,
        }.ToString());
        connection.Open();
        return connection;
    }

    private static void Prepare(SqliteConnection writer, string path)
    {
        Sql.Run(writer, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
        var version = Sql.Number(writer, "PRAGMA user_version");
        if (version > SchemaVersion)
            throw new StoreException(
                $"{path} was written by a newer version of this program (tables of version {version}, this one knows {SchemaVersion}): use that version, or another folder");
        if (Sql.Text(writer, "PRAGMA quick_check(1)") is var problem && problem != "ok")
            throw new StoreException($"{path} is damaged ({problem}): restore it from a copy, or move it away to begin with an empty one");
        if (version == 0)
            Sql.Run(writer, $"BEGIN; {Tables} PRAGMA user_version = {SchemaVersion}; COMMIT;");
    }
}
