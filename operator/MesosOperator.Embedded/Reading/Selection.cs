using System.Text.Json.Nodes;
using MesosOperator.Embedded.Kinds;
using MesosOperator.Embedded.Storage;

namespace MesosOperator.Embedded.Reading;

/// <summary>Which objects of a kind a client asks for.</summary>
internal sealed record Selection(ServedKind Kind, string Namespace, LabelSelector Labels, FieldSelector Fields)
{
    /// <summary>Whether all objects are wanted as they are stored, so that none need be looked into.</summary>
    public bool IsPlain => Labels.IsEverything && Fields.IsEverything && Kind.Renames.IsEmpty;

    public JsonObject Read(byte[] text) => Kind.FromStored(Json.JsonText.ReadObject(text));

    public bool Matches(JsonObject body) => Labels.Matches(body) && Fields.Matches(body);

    public StoreRange At(long revision) => new(Kind.StoredAs, Namespace, revision);
}
