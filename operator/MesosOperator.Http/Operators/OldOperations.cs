using Google.Protobuf;
using MesosOperator.Http.Answers;
using MesosOperator.Http.Requests;
using MesosOperator.Protocol.Mesos.V1.Master;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.Http.Operators;

/// <summary>The endpoints that older tools reserve with and make volumes with, by forms; each is a call of the operator API.</summary>
internal sealed class OldOperations(CallReader reader, OperatorChanges changes)
{
    /// <summary>Path and handler of each.</summary>
    public IReadOnlyList<(string Path, RequestDelegate Serve)> All =>
    [
        ("/reserve", Of<Call.Types.ReserveResources>("resources", form => new() { Type = Call.Types.Type.ReserveResources, ReserveResources = form })),
        ("/unreserve", Of<Call.Types.UnreserveResources>("resources", form => new() { Type = Call.Types.Type.UnreserveResources, UnreserveResources = form })),
        ("/create-volumes", Of<Call.Types.CreateVolumes>("volumes", form => new() { Type = Call.Types.Type.CreateVolumes, CreateVolumes = form })),
        ("/destroy-volumes", Of<Call.Types.DestroyVolumes>("volumes", form => new() { Type = Call.Types.Type.DestroyVolumes, DestroyVolumes = form })),
    ];

    /// <summary>A form with the agent's id, and a list of resources in JSON that the call has under the same name.</summary>
    private RequestDelegate Of<TForm>(string list, Func<TForm, Call> call)
        where TForm : class, IMessage<TForm>, new() => async context =>
    {
        var form = await FormReader.ReadAsync(context);
        if (form?["slaveId"] is not [{ Length: > 0 } agent])
            await RefuseAsync(context, "Missing 'slaveId' query parameter in the request body");
        else if (form[list] is not [{ Length: > 0 } text])
            await RefuseAsync(context, $"Missing '{list}' query parameter in the request body");
        else if (reader.ReadList<TForm>(text, list, agent) is var (read, problem) && problem is not null)
            await RefuseAsync(context, $"Error in parsing '{list}' query parameter in the request body: {problem.Text}");
        else
            await changes.HandleAsync(context, call(read!));
    };

    private static Task RefuseAsync(HttpContext context, string why) => TextAnswer.WriteAsync(context, StatusCodes.Status400BadRequest, why);
}
