using MesosOperator.Embedded.Kinds;
using MesosOperator.Embedded.Reading;
using MesosOperator.Embedded.Storage;
using MesosOperator.Embedded.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace MesosOperator.Embedded.Tests.Reading;

public sealed class BookmarkTests : IDisposable
{
    private static readonly ServedKind Maps = KindTable.Find("", "v1", "configmaps")!;

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_quiet_watch_tells_how_far_it_is_and_ends_in_time()
    {
        using var store = ObjectStore.Open(new(_folder.File("objects.db")));
        store.Write(transaction => transaction.Put(new("/other", "", "a"), new() { ["metadata"] = new System.Text.Json.Nodes.JsonObject() }));
        var watcher = new ObjectWatcher(store, new ObjectReader(store), _time);
        var selection = new Selection(Maps, "", LabelSelector.Read(""), FieldSelector.Read(Maps, ""));
        await using var notices = watcher
            .WatchAsync(selection, new("1", TimeSpan.FromSeconds(70)) { WantsBookmarks = true }, TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var first = notices.MoveNextAsync();
        Assert.False(first.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(51));
        Assert.True(await first);
        Assert.Equal(("BOOKMARK", "1"), (notices.Current.Type, notices.Current.Body["metadata"]!["resourceVersion"]!.ToString()));
        var end = notices.MoveNextAsync();
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.False(await end);
    }
}
