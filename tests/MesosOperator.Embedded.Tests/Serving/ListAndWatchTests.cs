using System.Text.Json.Nodes;
using MesosOperator.Embedded.Tests.Support;
using static MesosOperator.Embedded.Tests.Support.RunningServer;

namespace MesosOperator.Embedded.Tests.Serving;

public class ListAndWatchTests
{
    [Fact]
    public async Task A_watch_goes_on_after_a_restart_where_it_stopped()
    {
        using var folder = new TemporaryFolder();
        string version;
        await using (var server = await RunningServer.StartInAsync(folder))
        {
            version = (await server.GetAsync(Maps)).ResourceVersion;
            await server.CreateAsync(Maps, Manifests.ConfigMap("a"));
            await server.DeleteAsync($"{Maps}/a");
        }
        await using var again = await RunningServer.StartInAsync(folder);
        await again.CreateAsync(Maps, Manifests.ConfigMap("b"));
        var told = await again.WatchAsync($"{Maps}?resourceVersion={version}", 3);
        Assert.Equal(["ADDED a", "DELETED a", "ADDED b"], told.Select(Manifests.Told));
    }

    [Fact]
    public async Task A_continued_list_stays_at_its_version_over_a_restart()
    {
        using var folder = new TemporaryFolder();
        string next;
        await using (var server = await RunningServer.StartInAsync(folder))
        {
            foreach (var name in (string[])["a", "b", "c"])
                await server.CreateAsync(Maps, Manifests.ConfigMap(name));
            var first = await server.GetAsync($"{Maps}?limit=2");
            Assert.Equal(["a", "b"], first.Names);
            next = first.Body!["metadata"]!["continue"]!.ToString();
            await server.CreateAsync(Maps, Manifests.ConfigMap("z"));
        }
        await using var again = await RunningServer.StartInAsync(folder);
        var second = await again.GetAsync($"{Maps}?limit=2&continue={next}");
        Assert.Equal(["c"], second.Names);
        Assert.Null(second.Body!["metadata"]!["continue"]);
    }

    [Fact]
    public async Task What_is_forgotten_has_expired_and_what_never_was_too()
    {
        await using var server = await RunningServer.StartAsync(historyMax: 100);
        var version = (await server.GetAsync(Maps)).ResourceVersion;
        await server.CreateAsync(Maps, Manifests.ConfigMap("a"));
        for (var index = 0; index < 250; index++)
            await server.PatchAsync($"{Maps}/a", $$$"""{"data":{"value":"{{{index}}}"}}""");
        Assert.Equal(410, (await server.GetAsync($"{Maps}?resourceVersion={version}&resourceVersionMatch=Exact")).Code);
        Assert.Equal(200, (await server.GetAsync($"{Maps}?resourceVersion={version}&resourceVersionMatch=NotOlderThan")).Code);
        Assert.Equal(504, (await server.GetAsync($"{Maps}?resourceVersion=99999999")).Code);
        Assert.Equal(400, (await server.GetAsync($"{Maps}?resourceVersion=x")).Code);
        foreach (var old in (string[])[version, "99999999"])
        {
            var told = Assert.Single(await server.WatchAsync($"{Maps}?resourceVersion={old}", 1));
            Assert.Equal(("ERROR", "410"), (told["type"]!.ToString(), told["object"]!["code"]!.ToString()));
        }
    }

    [Fact]
    public async Task A_watch_tells_by_what_it_selects()
    {
        await using var server = await RunningServer.StartAsync();
        var version = (await server.GetAsync(Frameworks)).ResourceVersion;
        await server.CreateAsync(Frameworks, Manifests.Framework("a", "Http"));
        await server.CreateAsync(Frameworks, Manifests.Framework("b"));
        await server.PatchAsync($"{Frameworks}/b", """{"metadata":{"labels":{"team":"red"}}}""");
        await server.PatchAsync($"{Frameworks}/b", """{"metadata":{"labels":{"team":"blue"}}}""");
        await server.CreateAsync(Frameworks, Manifests.Framework("c"));
        var byField = await server.WatchAsync($"{Frameworks}?resourceVersion={version}&fieldSelector=spec.transport%3DResource", 4);
        Assert.Equal(["ADDED b", "MODIFIED b", "MODIFIED b", "ADDED c"], byField.Select(Manifests.Told));
        var byLabel = await server.WatchAsync($"{Frameworks}?resourceVersion={version}&labelSelector=team+in+(red)", 2);
        Assert.Equal(["ADDED b", "DELETED b"], byLabel.Select(Manifests.Told));
    }

    [Fact]
    public async Task A_watch_may_begin_with_all_there_is()
    {
        await using var server = await RunningServer.StartAsync();
        await server.CreateAsync(Maps, Manifests.ConfigMap("a"));
        var told = await server.WatchAsync($"{Maps}?sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true", 2);
        Assert.Equal("ADDED a", Manifests.Told(told[0]));
        Assert.Equal("true", told[1]["object"]!["metadata"]!["annotations"]!["k8s.io/initial-events-end"]!.ToString());
    }

    [Theory]
    [InlineData("team=red", "a c")]
    [InlineData("team!=red", "b d")]
    [InlineData("team in (red, blue),!old", "a b")]
    [InlineData("team notin (red)", "b d")]
    [InlineData("!team", "d")]
    [InlineData("team", "a b c")]
    public async Task Labels_select(string selector, string expected)
    {
        await using var server = await RunningServer.StartAsync();
        foreach (var (name, labels) in ((string, string)[])
            [("a", """{"team":"red"}"""), ("b", """{"team":"blue"}"""), ("c", """{"team":"red","old":""}"""), ("d", "{}")])
        {
            var map = Manifests.ConfigMap(name);
            map["metadata"]!["labels"] = JsonNode.Parse(labels);
            await server.CreateAsync(Maps, map);
        }
        Assert.Equal(expected, string.Join(' ', (await server.GetAsync($"{Maps}?labelSelector={Uri.EscapeDataString(selector)}")).Names));
    }

    [Fact]
    public async Task Many_writers_at_once_lose_no_update_and_a_watch_tells_all_in_order()
    {
        await using var server = await RunningServer.StartAsync();
        var version = (await server.CreateAsync(Maps, Manifests.ConfigMap("a", "0"))).ResourceVersion;
        var conflicts = 0;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            for (var done = 0; done < 10;)
            {
                var map = (await server.GetAsync($"{Maps}/a")).Body!;
                map["data"]!["value"] = $"{int.Parse(map["data"]!["value"]!.ToString()) + 1}";
                var answer = await server.ReplaceAsync($"{Maps}/a", map);
                if (answer.Code == 200)
                    done++;
                else
                    Interlocked.Increment(ref conflicts);
                Assert.True(answer.Code is 200 or 409);
            }
        }));
        var told = await server.WatchAsync($"{Maps}?resourceVersion={version}", 40);
        Assert.Equal(Enumerable.Range(1, 40).Select(value => $"{value}"), told.Select(notice => notice["object"]!["data"]!["value"]!.ToString()));
    }
}
