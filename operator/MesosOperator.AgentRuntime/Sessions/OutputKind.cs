namespace MesosOperator.AgentRuntime.Sessions;

/// <summary>Where a program has said something.</summary>
internal enum OutputKind
{
    /// <summary>On standard output, or on its terminal.</summary>
    Output,

    /// <summary>On standard error.</summary>
    Errors,
}
