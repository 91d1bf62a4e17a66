using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using k8s;
using k8s.Models;
using MesosOperator.Core.Primitives;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Permissions;
using MesosOperator.Kubernetes.Telemetry;
using MesosOperator.Kubernetes.Timing;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Kubernetes.Events;

/// <summary>
/// Tells users what happens, as events on their objects. What is repeated is counted and not told again, and one object
/// cannot flood the server. Telling never waits and never fails: an event that cannot be written is dropped and counted.
/// </summary>
internal sealed class EventRecorder(
    ResourceClient<Eventsv1Event> client, EventRecorderOptions options, TimeProvider time, ControllerMetrics metrics,
    ILogger<EventRecorder> logger)
{
    /// <summary>What it asks of the API server: events lie in the namespaces of the objects that they are about.</summary>
    public static readonly ImmutableArray<Permission> Permissions = [Permission.InCluster("events.k8s.io", "events", "create", "patch")];

    private const int NoteMax = 1000;
    private const int NameMax = 200;

    /// <summary>Where events on cluster-wide objects are kept.</summary>
    private const string DefaultNamespace = "default";

    private readonly Channel<ObjectEvent> _waiting = Channel.CreateBounded<ObjectEvent>(options.WaitingMax);
    private readonly LinkedMap<string, ObjectEvents> _objects = [];
    private long _told;

    /// <summary>Tells something on an object; the reason and what was done are one word each.</summary>
    public void Tell(IKubernetesObject<V1ObjectMeta> resource, EventKind kind, string reason, string action, string note)
    {
        var regarding = new V1ObjectReference
        {
            ApiVersion = resource.ApiVersion,
            Kind = resource.Kind,
            // An event lies where its object does: API servers take no other, and older ones take every kind of ours for one with a namespace.
            NamespaceProperty = string.IsNullOrEmpty(resource.Metadata.NamespaceProperty) ? DefaultNamespace : resource.Metadata.NamespaceProperty,
            Name = resource.Metadata.Name,
            Uid = resource.Metadata.Uid,
        };
        if (!_waiting.Writer.TryWrite(new(regarding, kind, reason, action, note.Length > NoteMax ? note[..NoteMax] : note)))
            metrics.EventHandled("Dropped");
    }

    /// <summary>Writes what is told until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(stop))
                while (_waiting.Reader.TryRead(out var told))
                    await HandleAsync(told, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What was not written by now is not worth waiting for.
        }
    }

    private async Task HandleAsync(ObjectEvent told, CancellationToken stop)
    {
        var known = EventsOf(told.Regarding.Uid ?? told.Regarding.Name);
        try
        {
            metrics.EventHandled(known.Find(told) is { } series
                ? await CountAsync(told, series, stop)
                : await WriteAsync(told, known, stop));
        }
        catch (ApiServerException e)
        {
            known.Forget(told);
            metrics.EventHandled("Failed");
            EventLog.NotWritten(logger, told.Reason, told.Regarding.Kind, told.Regarding.Name, e.Message);
            if (e.RetryAfter is { } wait)
                await Task.Delay(wait, time, stop);
        }
    }

    private async Task<string> WriteAsync(ObjectEvent told, ObjectEvents known, CancellationToken stop)
    {
        if (!known.MayTell())
            return "Limited";
        var now = time.GetUtcNow();
        var name = told.Regarding.Name.Length > NameMax ? told.Regarding.Name[..NameMax].TrimEnd('.', '-') : told.Regarding.Name;
        var series = new EventSeries(
            string.Create(CultureInfo.InvariantCulture, $"{name}.{now.UtcTicks + _told++:x}"))
        { WrittenAt = time.GetTimestamp() };
        await client.CreateAsync(new Eventsv1Event
        {
            ApiVersion = client.Kind.ApiVersion,
            Kind = client.Kind.Kind,
            Metadata = new V1ObjectMeta { Name = series.EventName, NamespaceProperty = told.Regarding.NamespaceProperty },
            Regarding = told.Regarding,
            Type = told.Kind.ToString(),
            Reason = told.Reason,
            Action = told.Action,
            Note = told.Note,
            EventTime = now.UtcDateTime,
            ReportingController = options.Controller,
            ReportingInstance = options.Instance,
        }, stop);
        known.Remember(told, series);
        return "Written";
    }

    private async Task<string> CountAsync(ObjectEvent told, EventSeries series, CancellationToken stop)
    {
        series.Count++;
        if (time.GetElapsedTime(series.WrittenAt) < options.SeriesPeriod)
            return "Counted";
        series.WrittenAt = time.GetTimestamp();
        var seen = new JsonObject
        {
            ["count"] = series.Count,
            ["lastObservedTime"] = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        };
        await client.PatchAsync(
            new(told.Regarding.NamespaceProperty, series.EventName), "", ResourcePatch.Merge(new() { ["series"] = seen }), stop);
        return "Repeated";
    }

    private ObjectEvents EventsOf(string uid)
    {
        if (_objects.TryGetValue(uid, out var known))
            return known;
        if (_objects.Count >= options.ObjectsMax)
            _objects.Remove(_objects.First().Key);
        return _objects[uid] = new ObjectEvents(new TokenBucket(options.ObjectPerSecond, options.ObjectBurst, time), options.SeriesMax);
    }
}
