namespace MesosOperator.AgentRuntime.Link;

/// <summary>This host cannot join now, for a reason on its side or because the operator is not the right one.</summary>
internal sealed class JoinException(string message, Exception? cause = null) : Exception(message, cause);
