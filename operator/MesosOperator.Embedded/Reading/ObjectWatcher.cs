using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using MesosOperator.Embedded.Answers;
using MesosOperator.Embedded.Storage;

namespace MesosOperator.Embedded.Reading;

/// <summary>Tells what happens to objects: first what happened after the version that the client has, then what happens.</summary>
internal sealed class ObjectWatcher(ObjectStore store, ObjectReader reader, TimeProvider time)
{
    private const int WaitingMax = 1000;
    private const int BatchSize = 500;
    private const string InitialEventsEnd = "k8s.io/initial-events-end";

    private static readonly TimeSpan BookmarkPeriod = TimeSpan.FromSeconds(50);

    /// <summary>The notices, until the time is over, the client is too slow or asks to stop.</summary>
    public async IAsyncEnumerable<WatchNotice> WatchAsync(
        Selection selection, WatchRequest request, [EnumeratorCancellation] CancellationToken stop)
    {
        using var over = new CancellationTokenSource(request.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, over.Token);
        using var feed = store.Follow(selection.Kind.StoredAs, selection.Namespace, WaitingMax);
        var from = ResourceVersions.Read(request.ResourceVersion);
        var newest = store.Revision;
        if (from > newest)
        {
            // Whoever has a version that this database never had knows another database.
            yield return new("ERROR", Problems.Expired(from, newest).ToStatus());
            yield break;
        }
        if (from == 0 || request.WantsInitialEvents)
        {
            var all = reader.List(selection, new("", ""));
            foreach (var text in all.Objects)
                yield return new("ADDED", Json.JsonText.ReadObject(text));
            from = all.Revision;
            if (request.WantsInitialEvents)
                yield return Bookmark(selection, from, isInitialEnd: true);
        }
        while (true)
        {
            var (changes, problem) = Catch(() => store.ChangesAfter(selection.At(from) with { Limit = BatchSize }));
            if (problem is not null)
                yield return new("ERROR", problem.ToStatus());
            if (changes is null)
                yield break;
            foreach (var change in changes)
            {
                from = change.After.Revision;
                if (Notice(selection, change) is { } notice)
                    yield return notice;
            }
            if (changes.Count < BatchSize)
                break;
        }
        while (await NextAsync(feed.Changes, either.Token) is { } next)
        {
            if (next.IsQuiet && request.WantsBookmarks)
                yield return Bookmark(selection, from = Math.Max(from, next.Revision), isInitialEnd: false);
            if (next.Change is { } change && change.After.Revision > from)
            {
                from = change.After.Revision;
                if (Notice(selection, change) is { } notice)
                    yield return notice;
            }
        }
    }

    /// <summary>The next change, or that there was none for a while; null at the end.</summary>
    private async Task<(StoredChange? Change, bool IsQuiet, long Revision)?> NextAsync(ChannelReader<StoredChange> changes, CancellationToken stop)
    {
        if (changes.TryRead(out var ready))
            return (ready, false, 0);
        // Read before the wait: a change up to this version would be in the channel, and is told first.
        var revision = store.Revision;
        if (changes.TryRead(out ready))
            return (ready, false, 0);
        using var quiet = new CancellationTokenSource(BookmarkPeriod, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, quiet.Token);
        try
        {
            return await changes.WaitToReadAsync(either.Token) && changes.TryRead(out ready) ? (ready, false, 0) : null;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return (null, true, revision);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>What a change is to those who see only what they selected; null when it is nothing.</summary>
    private static WatchNotice? Notice(Selection selection, StoredChange change)
    {
        var after = selection.Read(change.After.Text);
        var isSeen = !change.IsRemoval && selection.Matches(after);
        var wasSeen = change.Before is { } before && (selection.IsPlain || selection.Matches(selection.Read(before)));
        return (wasSeen, isSeen) switch
        {
            (false, true) => new("ADDED", after),
            (true, true) => new("MODIFIED", after),
            (true, false) => new("DELETED", after),
            _ => null,
        };
    }

    private static WatchNotice Bookmark(Selection selection, long revision, bool isInitialEnd)
    {
        var metadata = new JsonObject { ["resourceVersion"] = revision.ToString(CultureInfo.InvariantCulture) };
        if (isInitialEnd)
            metadata["annotations"] = new JsonObject { [InitialEventsEnd] = "true" };
        return new("BOOKMARK", new()
        {
            ["kind"] = selection.Kind.Kind,
            ["apiVersion"] = selection.Kind.ApiVersion,
            ["metadata"] = metadata,
        });
    }

    private static (List<StoredChange>? Changes, ApiProblem? Problem) Catch(Func<List<StoredChange>> read)
    {
        try
        {
            return (read(), null);
        }
        catch (ApiProblem problem)
        {
            return (null, problem);
        }
    }
}
