using System.Collections.Immutable;

namespace MesosOperator.Runtime.Nodes;

/// <summary>A program to run beside a task.</summary>
/// <param name="Words">The program and its arguments.</param>
/// <param name="Terminal">Whether all its streams are one terminal.</param>
public sealed record NodeCommand(ImmutableArray<string> Words, NodeTerminal Terminal);
