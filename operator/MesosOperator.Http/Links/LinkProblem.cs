using Grpc.Core;

namespace MesosOperator.Http.Links;

/// <summary>What ends the link of an agent.</summary>
internal static class LinkProblem
{
    /// <summary>It says what no agent says.</summary>
    public static RpcException Of(string problem) => new(new Status(StatusCode.InvalidArgument, problem));

    /// <summary>Nobody here can take it now: it is to try elsewhere, or later.</summary>
    public static RpcException Unavailable(string why) => new(new Status(StatusCode.Unavailable, why));
}
