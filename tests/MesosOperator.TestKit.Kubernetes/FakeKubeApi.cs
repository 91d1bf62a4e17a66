using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using k8s;

namespace MesosOperator.TestKit.Kubernetes;

/// <summary>
/// An API server in memory, reached through the real KubernetesClient. It is a fake: it knows lists and watches, versions,
/// finalizers, status and field owners well enough for our tests, and no schemas, no admission and no rights. What it does
/// is held to a real server by the contract tests, which run against either.
/// </summary>
public sealed class FakeKubeApi
{
    private readonly TimeProvider _time;
    private readonly ObjectStore _store;
    private readonly List<FakeWatch> _watches = [];
    private readonly List<FakeFault> _faults = [];
    private readonly List<FakeRequest> _requests = [];
    private readonly Dictionary<string, (long Version, Queue<JsonObject> Items)> _pages = [];
    private readonly Dictionary<string, Func<JsonObject, JsonObject>> _reviews = [];

    /// <summary>An empty one. Versions begin with a number, and no two servers of other numbers have objects of one uid.</summary>
    public FakeKubeApi(TimeProvider time, long firstVersion = 100)
    {
        _time = time;
        _store = new ObjectStore(time, firstVersion);
        _store.Happened += happened => _watches.ForEach(watch => watch.Tell(happened));
    }

    /// <summary>Everything that was asked, in order.</summary>
    public IReadOnlyList<FakeRequest> Requests => _requests;

    public int OpenWatches => _watches.Count(watch => !watch.Stream.IsOver);

    /// <summary>A client with connections of its own, by whose name faults can tell it from others.</summary>
    public k8s.Kubernetes Connect(string client = "") =>
        new(new KubernetesClientConfiguration { Host = "http://fake.invalid" }, new FakeConnection(this, client));

    public void Add(FakeFault fault) => _faults.Add(fault);

    /// <summary>Answers reviews, such as <c>tokenreviews</c>: from what they specify to their status. They are kept nowhere.</summary>
    public void AnswerReviews(string plural, Func<JsonObject, JsonObject> statusOf) => _reviews[plural] = statusOf;

    /// <summary>Forgets the history: older versions and continuations are too old from now on.</summary>
    public void Compact()
    {
        _store.Compact();
        _pages.Clear();
    }

    /// <summary>Ends all watches as a server does from time to time.</summary>
    public void EndWatches() => EachWatch(watch => watch.Stream.End());

    /// <summary>Breaks the connections of all watches.</summary>
    public void BreakWatches() => EachWatch(watch => watch.Stream.Break());

    /// <summary>All watches stay open and tell nothing more.</summary>
    public void FreezeWatches() => _watches.ForEach(watch => watch.IsFrozen = true);

    public void SendBookmarks() => _watches.ForEach(watch => watch.Bookmark());

    /// <summary>Writes something into all watches that is no change of an object.</summary>
    public void WriteIntoWatches(string type, JsonObject what) => _watches.ForEach(watch => watch.Write(type, what));

    internal DateTimeOffset Now => _time.GetUtcNow();

    internal async Task<HttpResponseMessage> AnswerAsync(FakeRequest request, string body, string mediaType, CancellationToken stop)
    {
        _requests.Add(request);
        var fault = _faults.FirstOrDefault(candidate => candidate.Times > 0 && candidate.Matches(request));
        if (fault is not null)
        {
            fault.Times--;
            if (fault.Delay > TimeSpan.Zero)
                await Task.Delay(fault.Delay, _time, stop);
            if (fault.AfterTheFact)
                Serve(request, body, mediaType);
            if (fault.Status is { } status)
                return Fail(status, fault.RetryAfter);
        }
        return Serve(request, body, mediaType);
    }

    private static HttpResponseMessage Fail(int status, TimeSpan? retryAfter)
    {
        if (status == 0)
            throw new HttpRequestException(HttpRequestError.ConnectionError, "The connection broke.");
        var answer = Answer(status, new FakeFailure(status, "", "made to fail").Status);
        if (retryAfter is { } wait)
            answer.Headers.RetryAfter = new RetryConditionHeaderValue(wait);
        return answer;
    }

    private HttpResponseMessage Serve(FakeRequest request, string body, string mediaType)
    {
        try
        {
            if (request.IsVersion)
                return Answer(200, new JsonObject { ["gitVersion"] = "v1.35.0" });
            if (request.IsWatch)
                return Watch(request);
            if (request.IsList)
                return Answer(200, List(request));
            var content = body.Length > 0 ? JsonNode.Parse(body)!.AsObject() : [];
            return request.Method.Method switch
            {
                "GET" => Answer(200, _store.Find(request)),
                "POST" when _reviews.TryGetValue(request.Plural, out var statusOf) => Answer(201, Review(content, statusOf)),
                "POST" => Answer(201, _store.Create(request, content)),
                "PUT" => Answer(200, _store.Replace(request, content)),
                "DELETE" => Answer(200, _store.Delete(request)),
                "PATCH" when mediaType == "application/merge-patch+json" => Answer(200, _store.MergePatch(request, content)),
                "PATCH" when mediaType == "application/apply-patch+yaml" => Answer(200, _store.ApplyPatch(request, content)),
                _ => throw new FakeFailure(415, "UnsupportedMediaType", $"{request.Method} of {mediaType}"),
            };
        }
        catch (FakeFailure failure)
        {
            return Answer(failure.Code, failure.Status);
        }
    }

    private static JsonObject Review(JsonObject review, Func<JsonObject, JsonObject> statusOf)
    {
        review["status"] = statusOf(review["spec"]!.AsObject());
        return review;
    }

    /// <summary>The pages of a list are of one version; items do not repeat their kind.</summary>
    private JsonObject List(FakeRequest request)
    {
        var token = request.Parameter("continue");
        var (version, rest) = (_store.Version, new Queue<JsonObject>());
        if (token.Length > 0)
            (version, rest) = _pages.TryGetValue(token, out var page) ? page : throw FakeFailure.Expired("continuation");
        else
            foreach (var (_, found) in _store.Objects.Where(candidate => Selector.Matches(request, candidate.Key, candidate.Value)))
                rest.Enqueue(found);
        var limit = int.TryParse(request.Parameter("limit"), CultureInfo.InvariantCulture, out var asked) && asked > 0 ? asked : int.MaxValue;
        var items = new JsonArray();
        rest = new(rest);
        while (items.Count < limit && rest.TryDequeue(out var next))
        {
            var item = next.DeepClone().AsObject();
            item.Remove("kind");
            item.Remove("apiVersion");
            items.Add(item);
        }
        var metadata = new JsonObject { ["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture) };
        if (rest.Count > 0)
        {
            var following = $"page-{_pages.Count}-{version}";
            _pages[following] = (version, rest);
            metadata["continue"] = following;
        }
        return new JsonObject { ["kind"] = "List", ["apiVersion"] = request.ApiVersion, ["metadata"] = metadata, ["items"] = items };
    }

    private HttpResponseMessage Watch(FakeRequest request)
    {
        _watches.RemoveAll(earlier => earlier.Stream.IsOver);
        var watch = new FakeWatch(request, _time, () => _store.Version);
        try
        {
            foreach (var happened in _store.Since(long.Parse(request.Parameter("resourceVersion"), CultureInfo.InvariantCulture)))
                watch.Tell(happened);
            _watches.Add(watch);
        }
        catch (FakeFailure failure)
        {
            watch.Write("ERROR", failure.Status);
            watch.Stream.End();
        }
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new WatchStream.Content(watch.Stream) };
    }

    private void EachWatch(Action<FakeWatch> end)
    {
        foreach (var watch in _watches)
        {
            end(watch);
            watch.Dispose();
        }
        _watches.Clear();
    }

    private static HttpResponseMessage Answer(int status, JsonObject body) => new((HttpStatusCode)status)
    {
        Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
    };
}
