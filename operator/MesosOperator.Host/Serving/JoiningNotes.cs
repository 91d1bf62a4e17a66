namespace MesosOperator.Host.Serving;

internal static partial class JoiningNotes
{
    [LoggerMessage(5300, LogLevel.Warning, "Agents are not asked who they are (--agent-authentication None): whoever reaches port {Port} may join, and is sent tasks")]
    public static partial void Open(ILogger logger, int port);
}
