using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Http.Answers;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mapping.Scheduler;
using MesosOperator.Protocol.Mesos.V1.Scheduler;
using MesosOperator.Runtime.Loop;
using MesosOperator.Runtime.Ports;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Http.Scheduler;

/// <summary>Answers SUBSCRIBE with a stream that lives until the master, the framework or the operator ends it.</summary>
internal sealed class SubscriptionEndpoint(
    FrameworkStreams streams, RecordEncoders encoders, IFrameworkAdmission admissions, IMaster master, IHostApplicationLifetime lifetime,
    ILogger<SubscriptionEndpoint> logger)
{
    /// <summary>Serves a subscription; one that is denied learns why on its stream, which then ends.</summary>
    public async Task HandleAsync(HttpContext context, Call call, string? denial)
    {
        // A client that is gone must not be subscribed: nobody would ever read its stream.
        if (context.RequestAborted.IsCancellationRequested)
            return;
        using var stream = streams.Open();
        try
        {
            var command = CommandFromWire.Subscribe(call, stream.Id, context.User.Identity?.Name);
            var admission = master.TryPost(denial is null ? Admit(command) : command with { Defect = denial });
            if (admission == Admission.Accepted)
                await ServeAsync(context, stream);
            else
                await TextAnswer.UnavailableAsync(context, Unavailable.Because(admission));
        }
        finally
        {
            streams.Close(stream);
            await LoseAsync(stream);
        }
    }

    /// <summary>A framework that is ill-described is not worth a look; the master says why.</summary>
    private SubscriptionCommand.Subscribe Admit(SubscriptionCommand.Subscribe command) => command.Defect is not null ? command : admissions.Admit(command.Info) switch
    {
        FrameworkAdmission.Refused refused => command with { Defect = refused.Reason },
        FrameworkAdmission.Admitted admitted => command with { Info = admitted.Info },
        var other => throw new InvalidOperationException($"Every admission is heeded, {other.GetType().Name} too"),
    };

    private async Task ServeAsync(HttpContext context, FrameworkStream stream)
    {
        var codec = AcceptHeader.Choose(context.Request.Headers.Accept)!;
        context.Response.ContentType = codec.MediaType;
        context.Response.Headers[SchedulerRequest.StreamHeader] = stream.Id.Value;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, stream.Broken, lifetime.ApplicationStopping);
        try
        {
            await context.Response.Body.FlushAsync(over.Token);
            await stream.WriteToAsync(context.Response.Body, encoders.For(codec), over.Token);
            // One connection, one stream: a second SUBSCRIBE that waits behind this one would be a framework that nobody reads.
            context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
            StreamLog.Ended(logger, stream.Id);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            StreamLog.Ended(logger, stream.Id);
        }
        catch (OperationCanceledException) when (stream.Broken.IsCancellationRequested)
        {
            StreamLog.TooSlow(logger, stream.Id);
            context.Abort();
        }
        catch (Exception lost) when (lost is OperationCanceledException or IOException)
        {
            StreamLog.Lost(logger, stream.Id);
            context.Abort();
        }
    }

    /// <summary>
    /// Tells the master, in whichever way the stream ended. Not when the operator itself stops: the framework did not
    /// leave then, and is not to lose its tasks.
    /// </summary>
    private async Task LoseAsync(FrameworkStream stream)
    {
        if (!lifetime.ApplicationStopping.IsCancellationRequested)
            await master.PostAsync(new SubscriptionCommand.LoseStream(stream.Id));
    }
}
