using MesosOperator.Protocol.Mesos.V1;
using Kind = MesosOperator.Protocol.Mesos.V1.CheckInfo.Types.Type;

namespace MesosOperator.AgentRuntime.Health;

/// <summary>Outcomes of checks as frameworks are told.</summary>
internal static class CheckStatuses
{
    /// <summary>Without an outcome. Every update of a task with a check has at least this.</summary>
    public static CheckStatusInfo Empty(CheckInfo check) => Of(check, null);

    public static CheckStatusInfo Of(CheckInfo check, ProbeResult result) => Of(check, result.Number);

    private static CheckStatusInfo Of(CheckInfo check, int? number)
    {
        var status = new CheckStatusInfo { Type = check.Type };
        switch (check.Type)
        {
            case Kind.Command:
                status.Command = number is { } code ? new() { ExitCode = code } : new();
                break;
            case Kind.Http:
                status.Http = number is { } page ? new() { StatusCode = (uint)page } : new();
                break;
            default:
                status.Tcp = number is { } made ? new() { Succeeded = made != 0 } : new();
                break;
        }

        return status;
    }
}
