using Grpc.Core;

namespace MesosOperator.Http.Links;

/// <summary>What ends the link of an agent.</summary>
internal static class LinkProblem
{
    /// <summary>It says what no agent says.</summary>
    public static RpcException Of(string problem) => new(new Status(StatusCode.InvalidArgument, problem));

    /// <summary>Another process of the agent is connected, and alive.</summary>
    public static string Copy(AgentSession holder) =>
        $"Agent {holder.AgentId?.Value ?? holder.Caller?.Identity} is connected already, as another process at {holder.Caller?.Address}. If this host is a copy of that one, "
        + "stop its agent, empty its work directory and let it join as an agent of its own";

    /// <summary>Nobody here can take it now: it is to try elsewhere, or later.</summary>
    public static RpcException Unavailable(string why) => new(new Status(StatusCode.Unavailable, why));
}
