namespace MesosOperator.Embedded.Protobuf;

/// <summary>A field of a message by its number; those that are not listed are skipped.</summary>
internal sealed record WireField(int Number, string Name, WireType Type = WireType.Text, WireMessage? Message = null);
