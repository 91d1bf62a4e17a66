using System.Text.Json.Nodes;

namespace MesosOperator.Embedded.Ownership;

/// <summary>One who manages fields of an object: who, by applying or otherwise, and of which part.</summary>
internal sealed record Manager(string Name, string Operation, string Subresource)
{
    public const string Apply = "Apply";

    public const string Update = "Update";

    public required string ApiVersion { get; init; }

    public required string Time { get; init; }

    public required FieldSet Fields { get; init; }

    public static Manager Read(JsonNode entry) => new(Text(entry, "manager"), Text(entry, "operation"), Text(entry, "subresource"))
    {
        ApiVersion = Text(entry, "apiVersion"),
        Time = Text(entry, "time"),
        Fields = FieldSet.ReadRoot(entry["fieldsV1"]),
    };

    public bool IsSame(Manager other) => (Name, Operation, Subresource) == (other.Name, other.Operation, other.Subresource);

    public JsonObject Write()
    {
        var entry = new JsonObject
        {
            ["manager"] = Name,
            ["operation"] = Operation,
            ["apiVersion"] = ApiVersion,
            ["time"] = Time,
            ["fieldsType"] = "FieldsV1",
            ["fieldsV1"] = Fields.Write(),
        };
        if (Subresource.Length > 0)
            entry["subresource"] = Subresource;
        return entry;
    }

    private static string Text(JsonNode entry, string name) => entry[name]?.ToString() ?? "";
}
