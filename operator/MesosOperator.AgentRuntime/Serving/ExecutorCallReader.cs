using MesosOperator.AgentRuntime.Answers;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mesos.V1.Executor;
using MesosOperator.Protocol.Validation;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.AgentRuntime.Serving;

/// <summary>Reads calls of executors and checks them as far as that needs no knowledge of the executor (mesos-wire 4).</summary>
internal static class ExecutorCallReader
{
    /// <summary>The call, or what is wrong with it.</summary>
    public static async Task<(Call? Call, PlainAnswer? Problem)> ReadAsync(HttpRequest request)
    {
        var (call, problem) = await CallReader.ReadAsync<Call>(request);
        problem ??= Problem(request, call!);
        return problem is null ? (call, null) : (null, problem);
    }

    private static PlainAnswer? Problem(HttpRequest request, Call call)
    {
        if (ExecutorCallValidator.Validate(call) is { } invalid)
            return new(StatusCodes.Status400BadRequest, invalid);
        return call.Type == Call.Types.Type.Subscribe && AcceptHeader.Choose(request.Headers.Accept) is null ? CallReader.NotAcceptable : null;
    }
}
