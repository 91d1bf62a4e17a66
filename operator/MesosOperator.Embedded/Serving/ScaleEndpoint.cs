using System.Text.Json;
using System.Text.Json.Nodes;
using MesosOperator.Embedded.Answers;
using MesosOperator.Embedded.Json;
using MesosOperator.Embedded.Objects;
using MesosOperator.Embedded.Reading;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.Embedded.Serving;

/// <summary>How many of something are wanted, as <c>kubectl scale</c> reads and writes it.</summary>
internal sealed class ScaleEndpoint(ObjectReader reader, ObjectWriter writer)
{
    public async Task HandleAsync(HttpContext context, ApiRoute route)
    {
        var whole = route with { Subresource = "" };
        if (context.Request.Method == "GET")
        {
            await Answering.WriteAsync(context, 200, Write(route, reader.Get(route.Kind, new(route.Kind.StoredAs, route.Namespace, route.Name))));
            return;
        }
        Func<JsonObject, JsonObject> change;
        if (context.Request.Method == "PUT")
        {
            var body = await RequestReading.ReadObjectAsync(context.Request);
            change = _ => body;
        }
        else if (context.Request.Method == "PATCH")
            change = await PatchReading.ReadAsync(context.Request, route.Kind);
        else
            throw Problems.MethodNotAllowed();
        var request = RequestReading.ReadWrite(context.Request, whole);
        var written = writer.Change(request, live => Change(route, live, change));
        Answering.Warn(context, request.Warnings);
        await Answering.WriteAsync(context, 200, Write(route, written.Body));
    }

    private static JsonObject Change(ApiRoute route, JsonObject live, Func<JsonObject, JsonObject> change)
    {
        var scale = change(Write(route, live));
        if (scale["spec"]?["replicas"] is not JsonValue replicas || replicas.GetValueKind() != JsonValueKind.Number)
            throw new JsonException("spec.replicas is no number");
        if (scale["metadata"]?["resourceVersion"] is { } version)
            live["metadata"]!["resourceVersion"] = version.DeepClone();
        JsonPath.Set(live, route.Kind.Scale!.Wanted, replicas.DeepClone());
        return live;
    }

    private static JsonObject Write(ApiRoute route, JsonObject body)
    {
        var metadata = new JsonObject();
        foreach (var name in (string[])["name", "namespace", "uid", "resourceVersion", "creationTimestamp"])
            if (body["metadata"]![name] is { } value)
                metadata[name] = value.DeepClone();
        return new()
        {
            ["kind"] = "Scale",
            ["apiVersion"] = "autoscaling/v1",
            ["metadata"] = metadata,
            ["spec"] = new JsonObject { ["replicas"] = JsonPath.Find(body, route.Kind.Scale!.Wanted)?.DeepClone() ?? 0 },
            ["status"] = new JsonObject { ["replicas"] = JsonPath.Find(body, route.Kind.Scale.Present)?.DeepClone() ?? 0 },
        };
    }
}
