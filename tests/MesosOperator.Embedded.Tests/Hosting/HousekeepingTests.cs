using System.Text.Json.Nodes;
using MesosOperator.Embedded.Hosting;
using MesosOperator.Embedded.Kinds;
using MesosOperator.Embedded.Objects;
using MesosOperator.Embedded.Storage;
using MesosOperator.Embedded.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace MesosOperator.Embedded.Tests.Hosting;

public sealed class HousekeepingTests : IDisposable
{
    private static readonly ServedKind Maps = KindTable.Find("", "v1", "configmaps")!;

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly ObjectStore _store;
    private readonly ObjectWriter _writer;
    private readonly Housekeeping _housekeeping;

    public HousekeepingTests()
    {
        _store = ObjectStore.Open(new(_folder.File("objects.db")));
        var remover = new ObjectRemover(_time);
        _writer = new(_store, remover, _time, Guid.NewGuid);
        _housekeeping = new(_store, remover, _time, TimeSpan.FromHours(1));
        new FirstObjects(_store, _writer, _time, Guid.NewGuid).Make();
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Old_events_go_and_those_that_are_repeated_stay()
    {
        Create(CoreKinds.Event, "old", []);
        Create(CoreKinds.Event, "repeated", new() { ["series"] = new JsonObject { ["lastObservedTime"] = "2026-01-01T00:50:00.000000Z" } });
        _time.Advance(TimeSpan.FromMinutes(59));
        _housekeeping.Run();
        Assert.Equal(["old", "repeated"], Names(CoreKinds.Event));
        _time.Advance(TimeSpan.FromMinutes(2));
        _housekeeping.Run();
        Assert.Equal(["repeated"], Names(CoreKinds.Event));
    }

    [Fact]
    public void An_object_of_an_owner_that_was_gone_already_goes_and_one_of_an_unknown_kind_stays()
    {
        foreach (var (name, kind) in ((string, string)[])[("orphan", "ConfigMap"), ("foreign", "Pod")])
            Create(Maps, name, new()
            {
                ["metadata"] = new JsonObject
                {
                    ["ownerReferences"] = new JsonArray(new JsonObject { ["apiVersion"] = "v1", ["kind"] = kind, ["name"] = "gone", ["uid"] = "x" }),
                },
            });
        _housekeeping.Run();
        Assert.Equal(["foreign"], Names(Maps));
    }

    private void Create(ServedKind kind, string name, JsonObject body)
    {
        body["metadata"] ??= new JsonObject();
        body["metadata"]!["name"] = name;
        _writer.Create(new(kind, "default", ""), body);
    }

    private IEnumerable<string> Names(ServedKind kind) =>
        _store.List(new(kind.StoredAs, "default", _store.Revision)).Objects.Select(stored => stored.Address.Name);
}
