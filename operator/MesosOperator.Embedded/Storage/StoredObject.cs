using System.Text.Json.Nodes;
using MesosOperator.Embedded.Json;

namespace MesosOperator.Embedded.Storage;

/// <summary>One state of an object, as it was written.</summary>
internal sealed record StoredObject(ObjectAddress Address, long Revision, byte[] Text)
{
    /// <summary>The object, anew at each call: who gets it may change it.</summary>
    public JsonObject Read() => JsonText.ReadObject(Text);
}
