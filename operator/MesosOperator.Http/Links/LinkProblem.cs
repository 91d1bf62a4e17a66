using Grpc.Core;

namespace MesosOperator.Http.Links;

/// <summary>What ends the link of an agent that says what no agent says.</summary>
internal static class LinkProblem
{
    public static RpcException Of(string problem) => new(new Status(StatusCode.InvalidArgument, problem));
}
