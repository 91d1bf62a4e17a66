using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Http.Access;
using MesosOperator.Http.Answers;
using MesosOperator.Protocol.Mapping.Scheduler;
using MesosOperator.Protocol.Mesos.V1.Scheduler;
using MesosOperator.Runtime.Access;
using MesosOperator.Runtime.Loop;
using MesosOperator.Runtime.Ports;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.Http.Scheduler;

/// <summary>The scheduler API: every call but SUBSCRIBE is answered at once; that one with a stream.</summary>
internal sealed class SchedulerEndpoint(
    SchedulerRequest requests, SchedulerAccess access, SubscriptionEndpoint subscriptions, IFrameworkAdmission admissions, IMaster master)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            await TextAnswer.WrongMethodAsync(context, HttpMethods.Post);
            return;
        }

        var (call, problem) = await requests.ReadAsync(context.Request);
        if (problem is not null)
            await TextAnswer.WriteAsync(context, problem.Status, problem.Text);
        else if (SchedulerAccess.Mismatch(KnownCaller.Of(context), call!) is { } mismatch)
            await TextAnswer.WriteAsync(context, StatusCodes.Status400BadRequest, mismatch);
        else
            await ServeAsync(context, call!, await access.AuthorizeAsync(KnownCaller.Of(context), call!, context.RequestAborted));
    }

    /// <summary>A subscription that is denied is told so on its stream, any other call by its answer (mesos-wire 3.2, 3.3).</summary>
    private Task ServeAsync(HttpContext context, Call call, Authorization authorization)
    {
        var denial = (authorization as Authorization.Denied)?.Reason;
        if (authorization is Authorization.Unavailable unavailable)
            return TextAnswer.UnavailableAsync(context, unavailable.Reason);
        if (call.Type == Call.Types.Type.Subscribe)
            return subscriptions.HandleAsync(context, call, denial);
        return denial is null ? CallAsync(context, call) : TextAnswer.WriteAsync(context, StatusCodes.Status403Forbidden, denial);
    }

    private async Task CallAsync(HttpContext context, Call call)
    {
        var result = await master.CallAsync(Admit(CommandFromWire.Map(call, CallerOf(context))));
        if (result.Admission != Admission.Accepted)
            await TextAnswer.UnavailableAsync(context, Unavailable.Because(result.Admission));
        else if (result.Refusal is { } refusal)
            await TextAnswer.WriteAsync(context, StatusOf(refusal.Kind), refusal.Message);
        else
            await TextAnswer.WriteEmptyAsync(context, AcceptedStatus(call.Type));
    }

    /// <summary>A framework may not become by a change what it could not have subscribed as.</summary>
    private Command Admit(Command command) =>
        command is not FrameworkCommand.Update { Defect: null } update ? command : admissions.Admit(update.Info with { Id = update.FrameworkId }) switch
        {
            FrameworkAdmission.Refused refused => update with { Defect = refused.Reason },
            FrameworkAdmission.Admitted admitted => update with { Info = admitted.Info },
            var other => throw new InvalidOperationException($"Every admission is heeded, {other.GetType().Name} too"),
        };

    /// <summary>UPDATE_FRAMEWORK is the one call whose outcome its answer tells (mesos-wire 3.1, row 20).</summary>
    private static int AcceptedStatus(Call.Types.Type type) =>
        type == Call.Types.Type.UpdateFramework ? StatusCodes.Status200OK : StatusCodes.Status202Accepted;

    private static Caller CallerOf(HttpContext context)
    {
        var stream = context.Request.Headers[SchedulerRequest.StreamHeader];
        return new(stream.Count == 0 ? null : new StreamId(stream.ToString()), context.User.Identity?.Name);
    }

    /// <summary>Mesos-wire 3.1, rows 13 to 19.</summary>
    private static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.FrameworkNotSubscribed => StatusCodes.Status403Forbidden,
        RefusalKind.Unserved => StatusCodes.Status501NotImplemented,
        _ => StatusCodes.Status400BadRequest,
    };
}
