using MesosOperator.AgentRuntime.Answers;
using MesosOperator.Protocol.AgentLink;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.AgentRuntime.Access;

/// <summary>Remembers with a request what its caller may do.</summary>
internal sealed class CallerRights(AgentRights rights)
{
    public static void Set(HttpContext context, AgentRights rights) => context.Features.Set(new CallerRights(rights));

    /// <summary>Why something is refused; null where it may be done.</summary>
    public static PlainAnswer? Refuse(HttpContext context, AgentRights needed) =>
        context.Features.Get<CallerRights>()?.Has(needed) == true ? null : new(StatusCodes.Status403Forbidden, $"This needs the right to {needed}");

    private bool Has(AgentRights needed) => (rights & needed) == needed;
}
