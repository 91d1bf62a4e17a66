using System.Globalization;
using System.Text.Json.Nodes;
using MesosOperator.Embedded.Kinds;

namespace MesosOperator.Embedded.Tables;

/// <summary>Objects as <c>kubectl get</c> shows them.</summary>
internal sealed class TableDocument(ServedKind kind, IncludedObject included, DateTimeOffset now)
{
    private const string NameDescription =
        "Name must be unique within a namespace. Is required when creating resources, although some resources may allow a client to request the generation of an appropriate name automatically. Name is primarily intended for creation idempotence and configuration definition. Cannot be updated. More info: https://kubernetes.io/docs/concepts/overview/working-with-objects/names#names";

    /// <summary>The table of some objects, with the version of the whole and where to go on (empty: nowhere).</summary>
    public JsonObject Write(IEnumerable<JsonObject> bodies, string revision, string continuation)
    {
        var metadata = new JsonObject { ["resourceVersion"] = revision };
        if (continuation.Length > 0)
            metadata["continue"] = continuation;
        return new()
        {
            ["kind"] = "Table",
            ["apiVersion"] = "meta.k8s.io/v1",
            ["metadata"] = metadata,
            ["columnDefinitions"] = new JsonArray([WriteColumn("Name", "string", "name", NameDescription, kind.NamePriority), .. kind.Columns.Select(WriteColumn)]),
            ["rows"] = new JsonArray([.. bodies.Select(WriteRow)]),
        };
    }

    public JsonObject Write(JsonObject body) =>
        Write([body], Convert.ToString(body["metadata"]?["resourceVersion"], CultureInfo.InvariantCulture) ?? "", "");

    private static JsonNode WriteColumn(PrinterColumn column) => WriteColumn(
        column.Name, column.Type is "count" or "reference" or "date" && column.Name != "Age" ? "string" : column.Type, "", "", column.Priority);

    private static JsonNode WriteColumn(string name, string type, string format, string description, int priority) => new JsonObject
    {
        ["name"] = name,
        ["type"] = type,
        ["format"] = format,
        ["description"] = description,
        ["priority"] = priority,
    };

    private JsonNode WriteRow(JsonObject body)
    {
        var row = new JsonObject
        {
            ["cells"] = new JsonArray([body["metadata"]?["name"]?.DeepClone(), .. kind.Columns.Select(column => Cells.Of(column, body, now))]),
        };
        if (included == IncludedObject.Whole)
            row["object"] = body.DeepClone();
        else if (included == IncludedObject.Metadata)
            row["object"] = PartialObject.Of(body);
        return row;
    }
}
