using MesosOperator.AgentRuntime.Agents;

namespace MesosOperator.Agent;

/// <summary>Exit codes of <c>mesos-agent</c>; 1 is what the command line parser and unforeseen failures give.</summary>
internal static class AgentExit
{
    public const int Stopped = 0;
    public const int BadOptions = 2;
    public const int Refused = 3;
    public const int ShutDown = 4;

    public const string Description =
        "Exit codes: 0 stopped on this host, 1 unusable command line or failure, 2 bad option values, 3 refused by the operator, 4 shut down by the operator.";

    public static int CodeOf(AgentOutcome outcome) => outcome switch
    {
        AgentOutcome.Refused => Refused,
        AgentOutcome.ShutDown => ShutDown,
        _ => Stopped,
    };
}
