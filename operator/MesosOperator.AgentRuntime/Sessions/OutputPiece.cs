namespace MesosOperator.AgentRuntime.Sessions;

/// <summary>Something that a program said.</summary>
internal readonly record struct OutputPiece(ReadOnlyMemory<byte> Data, OutputKind Kind);
