using System.IO.Pipelines;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mesos.V1.Scheduler;
using MesosOperator.Protocol.Messages;
using MesosOperator.Protocol.Validation;
using MesosOperator.Runtime;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.Http.Scheduler;

/// <summary>Reads calls and checks them in the order of mesos-wire 3.1, rows 6 to 11; what is known of the framework comes after.</summary>
internal sealed class SchedulerRequest(RuntimeLimits limits)
{
    public const string StreamHeader = "Mesos-Stream-Id";

    private readonly MessageLimits _limits = MessageLimits.Default with { MaxBytes = (int)Math.Min(int.MaxValue, limits.MaxRequestBytes) };

    /// <summary>The call, or what is wrong with it.</summary>
    public async Task<(Call? Call, CallProblem? Problem)> ReadAsync(HttpRequest request)
    {
        if (string.IsNullOrEmpty(request.ContentType))
            return (null, new(StatusCodes.Status400BadRequest, "Expecting 'Content-Type' to be present"));
        if (MessageCodec.ForContentType(request.ContentType) is not { } codec)
            return (null, new(
                StatusCodes.Status415UnsupportedMediaType,
                $"Expecting 'Content-Type' of {MediaTypes.Json} or {MediaTypes.Protobuf}"));
        try
        {
            var call = await ParseAsync(request, codec);
            return Problem(request, call) is { } problem ? (null, problem) : (call, null);
        }
        catch (MessageFormatException bad)
        {
            var status = bad.Fault == MessageFault.TooLarge ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest;
            return (null, new(status, bad.Message));
        }
        catch (BadHttpRequestException bad)
        {
            return (null, new(bad.StatusCode, bad.Message));
        }
    }

    private async Task<Call> ParseAsync(HttpRequest request, MessageCodec codec)
    {
        var reader = request.BodyReader;
        ReadResult read;
        while (!(read = await reader.ReadAsync(request.HttpContext.RequestAborted)).IsCompleted)
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        try
        {
            return codec.Parse<Call>(read.Buffer, _limits);
        }
        finally
        {
            reader.AdvanceTo(read.Buffer.End);
        }
    }

    private static CallProblem? Problem(HttpRequest request, Call call)
    {
        if (SchedulerCallValidator.Validate(call) is { } invalid)
            return new(StatusCodes.Status400BadRequest, invalid);
        if (call.Type is not (Call.Types.Type.Subscribe or Call.Types.Type.ReconcileOperations))
            return null;
        if (AcceptHeader.Choose(request.Headers.Accept) is null)
            return new(
                StatusCodes.Status406NotAcceptable,
                $"Expecting 'Accept' to allow '{MediaTypes.Protobuf}' or '{MediaTypes.Json}'");
        return call.Type == Call.Types.Type.Subscribe && request.Headers.ContainsKey(StreamHeader)
            ? new(StatusCodes.Status400BadRequest, $"Subscribe calls should not include the '{StreamHeader}' header")
            : null;
    }
}
