using MesosOperator.Http.Requests;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mesos.V1.Scheduler;
using MesosOperator.Protocol.Validation;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.Http.Scheduler;

/// <summary>Reads calls and checks them in the order of mesos-wire 3.1, rows 6 to 11; what is known of the framework comes after.</summary>
internal sealed class SchedulerRequest(CallReader reader)
{
    public const string StreamHeader = "Mesos-Stream-Id";

    /// <summary>The call, or what is wrong with it.</summary>
    public async Task<(Call? Call, CallProblem? Problem)> ReadAsync(HttpRequest request)
    {
        var (call, problem) = await reader.ReadAsync<Call>(request);
        problem ??= Problem(request, call!);
        return problem is null ? (call, null) : (null, problem);
    }

    private static CallProblem? Problem(HttpRequest request, Call call)
    {
        if (SchedulerCallValidator.Validate(call) is { } invalid)
            return new(StatusCodes.Status400BadRequest, invalid);
        if (call.Type is not (Call.Types.Type.Subscribe or Call.Types.Type.ReconcileOperations))
            return null;
        if (AcceptHeader.Choose(request.Headers.Accept) is null)
            return CallReader.NotAcceptable;
        return call.Type == Call.Types.Type.Subscribe && request.Headers.ContainsKey(StreamHeader)
            ? new(StatusCodes.Status400BadRequest, $"Subscribe calls should not include the '{StreamHeader}' header")
            : null;
    }
}
