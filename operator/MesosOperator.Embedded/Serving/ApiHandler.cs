using System.Text;
using MesosOperator.Embedded.Answers;
using MesosOperator.Embedded.Discovery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Embedded.Serving;

/// <summary>Takes each request to where it is answered, and says in the API's words what went wrong.</summary>
internal sealed class ApiHandler(AdminToken admin, ObjectEndpoint objects, Reviews reviews, ILogger<ApiHandler> logger)
{
    /// <summary>The most bytes of a request.</summary>
    public const int BodyBytesMax = 3 * 1024 * 1024;

    private static readonly byte[] Ok = Encoding.UTF8.GetBytes("ok");

    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            await RouteAsync(context);
        }
        catch (ApiProblem problem) when (!context.Response.HasStarted)
        {
            await Answering.WriteProblemAsync(context, problem);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested || context.Response.HasStarted)
        {
            // The client is gone, or the server stops while it watches.
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            ServingLog.Failed(logger, e, context.Request.Method, context.Request.Path);
            if (!context.Response.HasStarted)
                await Answering.WriteProblemAsync(context, new(500, "InternalError", $"Internal error occurred: {e.Message}"));
        }
    }

    private Task RouteAsync(HttpContext context)
    {
        var path = context.Request.Path.Value is { Length: > 1 } text ? text.TrimEnd('/') : "/";
        var isRead = context.Request.Method == "GET";
        if (isRead && path is "/livez" or "/readyz" or "/healthz")
            return context.Response.Body.WriteAsync(Ok, context.RequestAborted).AsTask();
        if (!admin.IsIn(context.Request.Headers.Authorization.ToString()))
            throw Problems.Unauthorized();
        if (ApiRoute.Read(path) is { } route)
            return objects.HandleAsync(context, route);
        if (isRead && path == OpenApiDocuments.Version2Path)
            return Answering.WriteBytesAsync(context, 200, OpenApiDocuments.Version2, OpenApiDocuments.Version2Type);
        if (isRead && (DiscoveryDocuments.Find(path) ?? OpenApiDocuments.Find(path)) is { } document)
            return Answering.WriteAsync(context, 200, document);
        if (context.Request.Method == "POST" && ReviewKind.All.FirstOrDefault(kind => kind.Path == path) is { } review)
            return ReviewAsync(context, review);
        throw Problems.NoSuchPath();
    }

    private async Task ReviewAsync(HttpContext context, ReviewKind review) =>
        await Answering.WriteAsync(context, 201, reviews.Answer(review, await RequestReading.ReadObjectAsync(context.Request)));
}
