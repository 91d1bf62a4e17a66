using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace MesosOperator.TestKit.Kubernetes;

/// <summary>One open watch: tells what it selects, and a bookmark each minute when that was asked for.</summary>
internal sealed class FakeWatch : IDisposable
{
    private readonly FakeRequest _request;
    private readonly ITimer _bookmarks;
    private readonly Func<long> _version;

    public FakeWatch(FakeRequest request, TimeProvider time, Func<long> version)
    {
        (_request, _version) = (request, version);
        var minute = request.Parameter("allowWatchBookmarks") is "true" or "1" ? TimeSpan.FromMinutes(1) : Timeout.InfiniteTimeSpan;
        _bookmarks = time.CreateTimer(_ => Bookmark(), null, minute, minute);
    }

    public WatchStream Stream { get; } = new();

    /// <summary>Nothing is told any more, and the connection stays open.</summary>
    public bool IsFrozen { get; set; }

    /// <summary>An object that a selector no longer matches is gone for this watch, and one that it begins to match is new.</summary>
    public void Tell(StoredEvent happened)
    {
        var now = happened.Type != "DELETED" && Selector.Matches(_request, happened.Name, happened.Object);
        var before = happened.Before is not null && Selector.Matches(_request, happened.Name, happened.Before);
        if (now || before)
            Write(now ? before ? "MODIFIED" : "ADDED" : "DELETED", happened.Object);
    }

    public void Bookmark() => Write("BOOKMARK", new JsonObject
    {
        ["kind"] = "Bookmark",
        ["apiVersion"] = _request.ApiVersion,
        ["metadata"] = new JsonObject { ["resourceVersion"] = _version().ToString(CultureInfo.InvariantCulture) },
    });

    public void Write(string type, JsonObject what)
    {
        if (!IsFrozen && !Stream.IsOver)
            Stream.Append(Encoding.UTF8.GetBytes(new JsonObject { ["type"] = type, ["object"] = what.DeepClone() }.ToJsonString() + "\n"));
    }

    public void Dispose() => _bookmarks.Dispose();
}
