using System.Globalization;
using System.Text.Json.Nodes;
using MesosOperator.Embedded.Answers;
using MesosOperator.Embedded.Json;
using MesosOperator.Embedded.Reading;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.Embedded.Serving;

/// <summary>Watches: a line for each thing that happens, until the time is over or the client is gone.</summary>
internal sealed class WatchEndpoint(ObjectWatcher watcher, TimeProvider time, int watchesMax, CancellationToken stopping)
{
    private static readonly TimeSpan TimeoutDefault = TimeSpan.FromMinutes(45);

    private int _watches;

    public async Task HandleAsync(HttpContext context, Selection selection)
    {
        if (Interlocked.Increment(ref _watches) > watchesMax)
        {
            Interlocked.Decrement(ref _watches);
            throw Problems.TooManyWatches(watchesMax);
        }
        try
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
            await WriteAsync(context, selection, stop.Token);
        }
        finally
        {
            Interlocked.Decrement(ref _watches);
        }
    }

    private async Task WriteAsync(HttpContext context, Selection selection, CancellationToken stop)
    {
        var query = context.Request;
        var request = new WatchRequest(query.Query("resourceVersion"), TimeoutOf(query))
        {
            WantsBookmarks = query.Flag("allowWatchBookmarks"),
            WantsInitialEvents = query.Flag("sendInitialEvents"),
        };
        ResourceVersions.Read(request.ResourceVersion);
        _ = AnswerForms.Of(query);
        context.Response.ContentType = "application/json";
        await context.Response.Body.FlushAsync(stop);
        await foreach (var notice in watcher.WatchAsync(selection, request, stop))
        {
            var body = notice.Type is "BOOKMARK" or "ERROR" ? notice.Body : Answering.Formed(query, selection.Kind, notice.Body, time);
            await context.Response.Body.WriteAsync(JsonText.ToBytes(new JsonObject { ["type"] = notice.Type, ["object"] = body }), stop);
            await context.Response.Body.WriteAsync("\n"u8.ToArray(), stop);
            await context.Response.Body.FlushAsync(stop);
        }
    }

    private static TimeSpan TimeoutOf(HttpRequest request) =>
        int.TryParse(request.Query("timeoutSeconds"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            && seconds < TimeoutDefault.TotalSeconds
            ? TimeSpan.FromSeconds(seconds) : TimeoutDefault;
}
