using System.Text.Json.Nodes;
using MesosOperator.Embedded.Answers;
using MesosOperator.Embedded.Storage;
using MesosOperator.Embedded.Tests.Support;
using Microsoft.Data.Sqlite;

namespace MesosOperator.Embedded.Tests.Storage;

public sealed class ObjectStoreTests : IDisposable
{
    private const string Things = "/things";

    private readonly TemporaryFolder _folder = new();

    private string File => _folder.File("objects.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_written_is_there_after_the_process_was_killed()
    {
        using var store = Open();
        Put(store, "a", "1");
        Put(store, "a", "2");
        Remove(store, Put(store, "b", "1"));
        using var copy = _folder.CopyAsKilled();
        using var reopened = ObjectStore.Open(new(copy.File("objects.db")));
        Assert.Equal(store.Revision, reopened.Revision);
        Assert.Equal(["a=2"], Listed(reopened, reopened.Revision));
    }

    [Fact]
    public void A_write_that_fails_or_is_rehearsed_has_not_happened()
    {
        using var store = Open();
        Put(store, "a", "1");
        var before = store.Revision;
        Assert.Throws<InvalidOperationException>(() => store.Write<int>(transaction =>
        {
            transaction.Put(Address("a"), Body("a", "2"));
            throw new InvalidOperationException();
        }));
        store.Write(transaction => transaction.Put(Address("a"), Body("a", "3")), WriteMode.Rehearsal);
        Assert.Equal((before, "a=1"), (store.Revision, string.Join(' ', Listed(store, store.Revision))));
    }

    [Fact]
    public void A_list_of_an_earlier_version_is_what_it_was()
    {
        using var store = Open();
        Put(store, "a", "1");
        Put(store, "b", "1");
        var then = store.Revision;
        Put(store, "a", "2");
        Remove(store, Address("b"));
        Assert.Equal(["a=1", "b=1"], Listed(store, then));
        Assert.Equal(["a=2"], Listed(store, store.Revision));
    }

    [Fact]
    public void Changes_tell_what_was_before()
    {
        using var store = Open();
        var start = store.Revision;
        Put(store, "a", "1");
        Put(store, "a", "2");
        Remove(store, Address("a"));
        Put(store, "a", "3");
        var changes = store.ChangesAfter(new(Things, "", start));
        Assert.Equal(
            ["new", "was 1", "was 2, removed", "new"],
            changes.Select(change => (change.Before is { } before ? $"was {JsonNode.Parse(before)!["value"]}" : "new") + (change.IsRemoval ? ", removed" : "")));
    }

    [Fact]
    public void Compaction_forgets_the_past_and_keeps_what_holds()
    {
        using var store = Open();
        Put(store, "a", "1");
        Put(store, "b", "1");
        Put(store, "a", "2");
        Remove(store, Address("b"));
        var then = store.Revision;
        store.Compact(then);
        Put(store, "c", "1");
        Assert.Equal(["a=2"], Listed(store, then));
        Assert.Equal(410, Assert.Throws<ApiProblem>(() => Listed(store, then - 1)).Code);
        Assert.Equal(410, Assert.Throws<ApiProblem>(() => store.ChangesAfter(new(Things, "", then - 1))).Code);
        Assert.Single(store.ChangesAfter(new(Things, "", then)));
    }

    [Fact]
    public void The_history_is_bounded()
    {
        using var store = ObjectStore.Open(new(File) { HistoryMax = 100 });
        for (var index = 0; index < 1000; index++)
            store.Write(transaction => transaction.Put(Address("a"), Body("a", $"{index}")));
        using var reader = new SqliteConnection($"Data Source={File};Mode=ReadOnly;Pooling=false");
        reader.Open();
        Assert.InRange(Sql.Number(reader, "SELECT count(*) FROM revisions"), 100, 202);
        Assert.Equal(["a=999"], Listed(store, store.Revision));
    }

    [Fact]
    public async Task Writers_at_once_write_one_after_the_other()
    {
        using var store = Open();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(
            () =>
            {
                for (var index = 0; index < 25; index++)
                    store.Write(transaction =>
                    {
                        var count = transaction.Find(Address("a")) is { } stored ? stored.Read()["value"]!.GetValue<int>() : 0;
                        return transaction.Put(Address("a"), new() { ["metadata"] = new JsonObject(), ["value"] = count + 1 });
                    });
            },
            TestContext.Current.CancellationToken)));
        Assert.Equal(100, store.Find(Address("a"))!.Read()["value"]!.GetValue<int>());
        Assert.Equal(100, store.Revision);
    }

    [Fact]
    public void A_feed_that_is_not_read_ends()
    {
        using var store = Open();
        using var feed = store.Follow(Things, "", 2);
        foreach (var value in (string[])["1", "2", "3"])
            Put(store, "a", value);
        Assert.True(feed.Changes.TryRead(out _));
        Assert.True(feed.Changes.TryRead(out _));
        Assert.True(feed.Changes.Completion.IsCompleted);
    }

    [Fact]
    public void A_second_process_is_refused()
    {
        using var store = Open();
        Assert.Contains("another process uses the database", Assert.Throws<StoreException>(Open).Message);
    }

    [Fact]
    public void A_newer_database_is_refused_and_left_alone()
    {
        Open().Dispose();
        using (var writer = new SqliteConnection($"Data Source={File};Pooling=false"))
        {
            writer.Open();
            Sql.Run(writer, "PRAGMA user_version = 2");
        }
        Assert.Contains("newer version of this program (tables of version 2, this one knows 1)", Assert.Throws<StoreException>(Open).Message);
        using var reader = new SqliteConnection($"Data Source={File};Mode=ReadOnly;Pooling=false");
        reader.Open();
        Assert.Equal(2, Sql.Number(reader, "PRAGMA user_version"));
    }

    [Theory, InlineData(0), InlineData(4096)]
    public void A_damaged_file_is_told(int at)
    {
        using (var store = Open())
            for (var index = 0; index < 200; index++)
                Put(store, $"object-{index}", "1");
        var bytes = System.IO.File.ReadAllBytes(File);
        bytes.AsSpan(at, 4096).Fill(0x5A);
        System.IO.File.WriteAllBytes(File, bytes);
        var message = Assert.Throws<StoreException>(Open).Message;
        Assert.Contains("damaged", message);
        Assert.Contains("restore it from a copy", message);
    }

    private static ObjectAddress Address(string name) => new(Things, "space", name);

    private static JsonObject Body(string name, string value) =>
        new() { ["metadata"] = new JsonObject { ["name"] = name }, ["value"] = value };

    private static ObjectAddress Put(ObjectStore store, string name, string value) =>
        store.Write(transaction => transaction.Put(Address(name), Body(name, value))).Address;

    private static void Remove(ObjectStore store, ObjectAddress address) =>
        store.Write(transaction => transaction.Remove(address, transaction.Find(address)!.Read()));

    private static IEnumerable<string> Listed(ObjectStore store, long revision) =>
        [.. store.List(new(Things, "", revision)).Objects.Select(stored => $"{stored.Address.Name}={stored.Read()["value"]}")];

    private ObjectStore Open() => ObjectStore.Open(new(File));
}
