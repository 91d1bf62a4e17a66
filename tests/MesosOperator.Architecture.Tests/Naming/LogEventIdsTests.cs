using MesosOperator.Architecture.Tests.Laws;

namespace MesosOperator.Architecture.Tests.Naming;

public class LogEventIdsTests : LawTests<LogEventIds>
{
    private const string LogFile = "operator/MesosOperator.Runtime/Effects/EffectLog.cs";

    [Fact]
    public void An_id_of_two_messages_is_seen() => AssertBroken($"{LogFile} B", (LogFile, """
        class EffectLog {
            [LoggerMessage(3001, LogLevel.Information, "a")] static partial void A(ILogger logger);
            [LoggerMessage(EventId = 3001, Level = LogLevel.Information, Message = "b")] static partial void B(ILogger logger);
        }
        """));

    [Fact]
    public void A_message_without_an_id_is_seen() => AssertBroken($"{LogFile} A",
        (LogFile, "class EffectLog { [LoggerMessage(LogLevel.Information, \"a\")] static partial void A(ILogger logger); }"));

    [Fact]
    public void Ids_of_their_own_are_fine() => AssertKept((LogFile, """
        class EffectLog {
            [LoggerMessage(3001, LogLevel.Information, "a")] static partial void A(ILogger logger);
            [LoggerMessage(EventId = 3002, Level = LogLevel.Information, Message = "b")] static partial void B(ILogger logger);
        }
        """));
}
