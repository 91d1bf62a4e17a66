using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Views;
using MesosOperator.Http.Access;
using MesosOperator.Http.Answers;
using MesosOperator.Http.Requests;
using MesosOperator.Protocol.Mapping.Operators;
using MesosOperator.Protocol.Mesos.V1.Master;
using MesosOperator.Runtime.Access;
using MesosOperator.Runtime.Loop;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.Http.Operators;

/// <summary>Carries out what operators want changed, for those who may (mesos-wire 5).</summary>
internal sealed class OperatorChanges(IMaster master, AccessDesk desk, OperatorAccess access)
{
    public async Task HandleAsync(HttpContext context, Call call)
    {
        var (command, problem) = OperatorCommandFromWire.Map(call);
        problem ??= OperatorAccess.Mismatch(KnownCaller.Of(context), command!);
        if (problem is not null)
        {
            await TextAnswer.WriteAsync(context, StatusCodes.Status400BadRequest, problem);
            return;
        }

        if (await master.ViewAsync(context.RequestAborted) is not { } view)
        {
            await TextAnswer.UnavailableAsync(context, Unavailable.Stopping);
            return;
        }

        switch (await desk.AuthorizeAsync(KnownCaller.Of(context), access.Change(command!, view), context.RequestAborted))
        {
            case Authorization.Denied denied:
                await TextAnswer.WriteAsync(context, StatusCodes.Status403Forbidden, denied.Reason);
                return;
            case Authorization.Unavailable unavailable:
                await TextAnswer.UnavailableAsync(context, unavailable.Reason);
                return;
            default:
                await CarryOutAsync(context, call.Type, command!, view);
                return;
        }
    }

    private async Task CarryOutAsync(HttpContext context, Call.Types.Type type, OperatorCommand command, MasterView view)
    {
        if (OldQuotaProblem(type, command, view) is { } problem)
        {
            await TextAnswer.WriteAsync(context, problem.Status, problem.Text);
            return;
        }

        var result = await master.CallAsync(command);
        if (result.Admission != Admission.Accepted)
            await TextAnswer.UnavailableAsync(context, Unavailable.Because(result.Admission));
        else if (result.Refusal is { } refusal)
            await TextAnswer.WriteAsync(context, StatusOf(type, refusal.Kind), refusal.Message);
        else
            await TextAnswer.WriteEmptyAsync(context, OperatorCommandFromWire.IsOperation(type) ? StatusCodes.Status202Accepted : StatusCodes.Status200OK);
    }

    /// <summary>The old calls set a quota where there is none, and remove one that there is (case Q21).</summary>
    private static CallProblem? OldQuotaProblem(Call.Types.Type type, OperatorCommand command, MasterView view)
    {
        if (!OperatorCommandFromWire.IsOldQuota(type))
            return null;
        var config = ((OperatorCommand.UpdateQuota)command).Configs[0];
        var (role, exists) = (config.Role, view.Quotas.ContainsKey(config.Role));
        return !config.Quota.IsNone == exists
            ? new(StatusCodes.Status400BadRequest, exists
                ? $"Failed to validate set quota request: Quota already exists for role '{role}'"
                : $"Failed to remove quota for role '{role}': Role does not have a quota set")
            : null;
    }

    private static int StatusOf(Call.Types.Type type, RefusalKind kind) => (type, kind) switch
    {
        (Call.Types.Type.MarkAgentGone, RefusalKind.AgentUnknown) => StatusCodes.Status404NotFound,
        (_, RefusalKind.Conflict) => StatusCodes.Status409Conflict,
        (_, RefusalKind.Unserved) => StatusCodes.Status501NotImplemented,
        _ => StatusCodes.Status400BadRequest,
    };
}
