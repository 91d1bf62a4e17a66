using System.Text.Json.Nodes;
using MesosOperator.Embedded.Kinds;
using MesosOperator.Embedded.Tables;

namespace MesosOperator.Embedded.Tests.Tables;

public class TableDocumentTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_event_is_shown_by_what_it_tells()
    {
        var table = new TableDocument(CoreKinds.Event, IncludedObject.Nothing, Now).Write(JsonNode.Parse("""
            {"metadata":{"name":"a.1","creationTimestamp":"2026-01-01T00:00:00Z"},"type":"Normal","reason":"Seen","message":"it is here",
            "involvedObject":{"kind":"Framework","name":"a"},"series":{"count":2,"lastObservedTime":"2026-01-01T00:55:00.000000Z"}}
            """)!.AsObject());
        Assert.Equal(
            ["Name 1", "Last Seen 0", "Type 0", "Reason 0", "Object 0", "Message 0"],
            table["columnDefinitions"]!.AsArray().Select(column => $"{column!["name"]} {column["priority"]}"));
        Assert.Equal("""["a.1","5m","Normal","Seen","framework/a","it is here"]""", table["rows"]![0]!["cells"]!.ToJsonString());
        Assert.Null(table["rows"]![0]!["object"]);
    }

    [Theory]
    [InlineData("Metadata", "PartialObjectMetadata", false)]
    [InlineData("Whole", "ConfigMap", true)]
    public void A_row_carries_what_was_asked_for(string included, string kind, bool hasData)
    {
        var maps = KindTable.Find("", "v1", "configmaps")!;
        var body = JsonNode.Parse("""{"kind":"ConfigMap","metadata":{"name":"a"},"data":{"x":"1","y":"2"},"binaryData":{"z":"AA=="}}""")!.AsObject();
        var row = new TableDocument(maps, Enum.Parse<IncludedObject>(included), Now).Write(body)["rows"]![0]!;
        Assert.Equal("""["a",3,"\u003Cunknown\u003E"]""", row["cells"]!.ToJsonString());
        Assert.Equal((kind, hasData), (row["object"]!["kind"]!.ToString(), row["object"]!["data"] is not null));
    }
}
