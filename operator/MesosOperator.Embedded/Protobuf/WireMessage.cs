namespace MesosOperator.Embedded.Protobuf;

/// <summary>The fields of a message.</summary>
internal sealed record WireMessage(params IReadOnlyList<WireField> Fields);
