using MesosOperator.Http.Answers;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mapping.Operators;
using MesosOperator.Runtime.Loop;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Http.Operators.Events;

/// <summary>Answers SUBSCRIBE of the operator API with a stream that lives until the client, a newer one or the operator ends it.</summary>
internal sealed class OperatorSubscription(
    OperatorStreams streams, IMaster master, HttpOptions options, IHostApplicationLifetime lifetime, ILogger<OperatorSubscription> logger)
{
    public async Task HandleAsync(HttpContext context)
    {
        using var stream = streams.Open();
        try
        {
            // Asked for after the stream is open: what the picture does not hold is told to the stream.
            if (await master.ViewAsync(context.RequestAborted) is not { } view)
            {
                await TextAnswer.UnavailableAsync(context, Unavailable.Stopping);
                return;
            }

            var codec = AcceptHeader.Choose(context.Request.Headers.Accept)!;
            context.Response.ContentType = codec.MediaType;
            using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stream.Broken, lifetime.ApplicationStopping);
            await stream.WriteToAsync(
                context.Response.Body, new MessageRecords(codec), EventsToWire.Subscribed(view, options.AnnouncedHeartbeat), view.Revision, over.Token);
        }
        catch (OperationCanceledException) when (stream.Broken.IsCancellationRequested)
        {
            OperatorLog.TooSlow(logger, context.Connection.RemoteIpAddress);
            context.Abort();
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            OperatorLog.Ended(logger, context.Connection.RemoteIpAddress);
        }
        catch (Exception lost) when (lost is OperationCanceledException or IOException)
        {
            OperatorLog.Ended(logger, context.Connection.RemoteIpAddress);
            context.Abort();
        }
        finally
        {
            streams.Close(stream);
        }
    }
}
