using MesosOperator.Http.Answers;
using MesosOperator.Runtime.Nodes;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.Http.Nodes;

/// <summary>What a caller is told when a cluster does not show what he asks.</summary>
internal static class NodeAnswer
{
    public static Task WriteAsync(HttpContext context, NodeWindowException problem) => problem.Problem switch
    {
        NodeWindowProblem.Away => TextAnswer.UnavailableAsync(context, problem.Message),
        NodeWindowProblem.Forbidden => TextAnswer.WriteAsync(context, StatusCodes.Status502BadGateway, problem.Message),
        NodeWindowProblem.NotFound => TextAnswer.WriteAsync(context, StatusCodes.Status404NotFound, problem.Message),
        _ => TextAnswer.WriteAsync(context, StatusCodes.Status400BadRequest, problem.Message),
    };

    public static Task BadAsync(HttpContext context, string text) => TextAnswer.WriteAsync(context, StatusCodes.Status400BadRequest, text);

    public static Task NotServedAsync(HttpContext context, string text) => TextAnswer.WriteAsync(context, StatusCodes.Status501NotImplemented, text);
}
