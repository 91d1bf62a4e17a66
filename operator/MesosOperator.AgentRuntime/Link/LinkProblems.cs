using Microsoft.Extensions.Logging;

namespace MesosOperator.AgentRuntime.Link;

/// <summary>What went wrong in each round of dialling. It is told when it is news: not again and again while nothing changes.</summary>
internal sealed class LinkProblems(ILogger log)
{
    private string _told = "";

    /// <summary>Nobody took the agent in this round.</summary>
    public void Tell(IEnumerable<string> problems)
    {
        var text = string.Join("; ", problems);
        if (text != _told)
            LinkLog.Alone(log, text);
        _told = text;
    }

    /// <summary>Somebody took it.</summary>
    public void Forget() => _told = "";
}
