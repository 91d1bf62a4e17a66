using System.Globalization;
using System.Text.Json.Nodes;
using MesosOperator.Embedded.Answers;
using MesosOperator.Embedded.Json;
using MesosOperator.Embedded.Objects;
using MesosOperator.Embedded.Reading;
using MesosOperator.Embedded.Storage;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.Embedded.Serving;

/// <summary>Objects and lists of them.</summary>
internal sealed class ObjectEndpoint(
    ObjectStore store, ObjectReader reader, ObjectWriter writer, ObjectRemover remover, WatchEndpoint watch, ScaleEndpoint scale, TimeProvider time)
{
    /// <summary>How many objects are deleted at once, so that others can write in between.</summary>
    private const int DeleteBatchSize = 100;

    public Task HandleAsync(HttpContext context, ApiRoute route)
    {
        if (route.Subresource == "scale" && route.Kind.Scale is not null)
            return scale.HandleAsync(context, route);
        if (route.Subresource.Length > 0 && !(route.Subresource == "status" && route.Kind.HasStatus))
            throw Problems.NoSuchPath();
        return (context.Request.Method, route.Name.Length > 0) switch
        {
            ("GET", true) => Answering.WriteObjectAsync(context, 200, route.Kind, reader.Get(route.Kind, AddressOf(route)), time),
            ("GET", false) => context.Request.Flag("watch") ? watch.HandleAsync(context, SelectionOf(context, route)) : ListAsync(context, route),
            ("POST", false) => CreateAsync(context, route),
            ("PUT", true) => ReplaceAsync(context, route),
            ("PATCH", true) => PatchAsync(context, route),
            ("DELETE", true) when route.Subresource.Length == 0 => DeleteAsync(context, route),
            ("DELETE", false) => DeleteAllAsync(context, route),
            _ => throw Problems.MethodNotAllowed(),
        };
    }

    private static ObjectAddress AddressOf(ApiRoute route) => new(route.Kind.StoredAs, route.Namespace, route.Name);

    private static Selection SelectionOf(HttpContext context, ApiRoute route) => new(
        route.Kind, route.Namespace, LabelSelector.Read(context.Request.Query("labelSelector")),
        FieldSelector.Read(route.Kind, context.Request.Query("fieldSelector")));

    private Task ListAsync(HttpContext context, ApiRoute route)
    {
        var query = context.Request;
        var limit = query.Query("limit") is { Length: > 0 } text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var most) ? most : 0;
        var listing = reader.List(
            SelectionOf(context, route),
            new(query.Query("resourceVersion"), query.Query("resourceVersionMatch")) { Limit = limit, Continue = query.Query("continue") });
        return Answering.WriteListAsync(context, route.Kind, listing, time);
    }

    private async Task CreateAsync(HttpContext context, ApiRoute route)
    {
        var body = await RequestReading.ReadObjectAsync(context.Request);
        if (route.Kind.IsNamespaced && route.Namespace.Length == 0)
            throw Problems.MethodNotAllowed();
        await AnswerAsync(context, RequestReading.ReadWrite(context.Request, route), request => writer.Create(request, body));
    }

    private async Task ReplaceAsync(HttpContext context, ApiRoute route)
    {
        var body = await RequestReading.ReadObjectAsync(context.Request);
        await AnswerAsync(context, RequestReading.ReadWrite(context.Request, route), request => writer.Replace(request, body));
    }

    private async Task PatchAsync(HttpContext context, ApiRoute route)
    {
        var request = RequestReading.ReadWrite(context.Request, route);
        if (PatchReading.TypeOf(context.Request) == PatchReading.ApplyType)
        {
            if (context.Request.Query("fieldManager").Length == 0)
                throw Problems.BadRequest("PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch");
            var applied = await RequestReading.ReadObjectAsync(context.Request);
            await AnswerAsync(context, request, asked => writer.Apply(asked, applied));
            return;
        }
        var patch = await PatchReading.ReadAsync(context.Request, route.Kind);
        await AnswerAsync(context, request, asked => writer.Change(asked, patch));
    }

    private Task AnswerAsync(HttpContext context, ObjectRequest request, Func<ObjectRequest, WrittenObject> write)
    {
        var written = write(request);
        Answering.Warn(context, request.Warnings);
        return Answering.WriteObjectAsync(context, written.IsNew ? 201 : 200, request.Kind, written.Body, time);
    }

    private async Task DeleteAsync(HttpContext context, ApiRoute route)
    {
        var how = await ReadDeleteAsync(context.Request);
        var request = RequestReading.ReadWrite(context.Request, route);
        var (last, isGone) = store.Write(transaction => remover.Delete(transaction, request, how.Request), how.Mode ?? request.Mode);
        await Answering.WriteAsync(context, 200, isGone ? Deleted(route, last) : route.Kind.FromStored(last));
    }

    private async Task DeleteAllAsync(HttpContext context, ApiRoute route)
    {
        var how = await ReadDeleteAsync(context.Request);
        var request = RequestReading.ReadWrite(context.Request, route);
        var listing = reader.List(SelectionOf(context, route), new("", ""));
        foreach (var batch in listing.Objects.Chunk(DeleteBatchSize))
            store.Write(
                transaction => batch.Count(text =>
                {
                    var metadata = JsonText.ReadObject(text)["metadata"]!;
                    var one = request with { Namespace = metadata["namespace"]?.ToString() ?? "", Name = metadata["name"]!.ToString() };
                    return transaction.Find(one.Address) is not null && remover.Delete(transaction, one, how.Request).IsGone;
                }),
                how.Mode ?? request.Mode);
        await Answering.WriteListAsync(context, route.Kind, listing, time);
    }

    /// <summary>The options may come as parameters or as a body.</summary>
    private static async Task<(DeleteRequest Request, WriteMode? Mode)> ReadDeleteAsync(HttpRequest request)
    {
        var options = RequestReading.Decode(
            await RequestReading.ReadBytesAsync(request), bytes => bytes.Length == 0 ? [] : JsonText.Read(bytes) as JsonObject ?? []);
        var propagation = options["propagationPolicy"]?.ToString() ?? request.Query("propagationPolicy");
        if (propagation is not ("" or "Background" or "Foreground" or "Orphan"))
            throw Problems.BadRequest($"propagationPolicy: Unsupported value: \"{propagation}\"");
        var orphans = propagation == "Orphan" || options["orphanDependents"]?.ToString() == "true";
        var preconditions = options["preconditions"] as JsonObject ?? [];
        return (
            new(preconditions["uid"]?.ToString() ?? "", preconditions["resourceVersion"]?.ToString() ?? "") { Orphans = orphans },
            options["dryRun"] is JsonArray { Count: > 0 } ? WriteMode.Rehearsal : null);
    }

    private static JsonObject Deleted(ApiRoute route, JsonObject last) => new()
    {
        ["kind"] = "Status",
        ["apiVersion"] = "v1",
        ["metadata"] = new JsonObject(),
        ["status"] = "Success",
        ["details"] = new JsonObject
        {
            ["name"] = route.Name,
            ["group"] = route.Kind.Group,
            ["kind"] = route.Kind.Plural,
            ["uid"] = last["metadata"]!["uid"]!.ToString(),
        },
    };
}
