using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Roles;
using MesosOperator.Protocol.Mapping.Frameworks;
using MesosOperator.Protocol.Mesos.V1.Scheduler;
using MesosOperator.Runtime.Access;
using MesosOperator.Runtime.Ports;

namespace MesosOperator.Http.Access;

/// <summary>
/// Who may subscribe as which framework with which roles. All other calls of a framework need no more than its
/// principal and its stream, as in Mesos.
/// </summary>
internal sealed class SchedulerAccess(AccessDesk desk, IFrameworkAdmission admissions)
{
    /// <summary>What keeps a principal from making a call at all; null when nothing does (mesos-wire 3.2).</summary>
    public static string? Mismatch(Principal principal, Call call) =>
        call.Type == Call.Types.Type.Subscribe
        && principal.ProvenName is { } proven
        && call.Subscribe.FrameworkInfo is { HasPrincipal: true, Principal: var claimed } && claimed != proven
            ? $"Authenticated principal '{proven}' does not match principal '{claimed}' set in `FrameworkInfo`"
            : null;

    /// <summary>Whether a principal may make a call.</summary>
    public Task<Authorization> AuthorizeAsync(Principal principal, Call call, CancellationToken stop) =>
        desk.AuthorizeAsync(principal, Requests(principal, call), stop);

    private IEnumerable<AccessRequest> Requests(Principal principal, Call call) => call.Type switch
    {
        Call.Types.Type.Subscribe => OfSubscription(principal, FrameworkFromWire.Map(call.Subscribe.FrameworkInfo).Info),
        Call.Types.Type.UpdateFramework => OfRoles(FrameworkFromWire.Map(call.UpdateFramework.FrameworkInfo).Info),
        _ => [],
    };

    private IEnumerable<AccessRequest> OfSubscription(Principal principal, FrameworkInfo info)
    {
        if (principal.ProvenName is null && info.Principal is { } claimed)
            yield return new AccessRequest.ClaimPrincipal(claimed);
        var (@namespace, name) = admissions.Locate(info with { Principal = info.Principal ?? principal.ProvenName });
        yield return new AccessRequest.SubscribeFramework(@namespace, name);
        foreach (var request in OfRoles(info))
            yield return request;
    }

    /// <summary>Not of a role whose name is bad: that will be told instead.</summary>
    private static IEnumerable<AccessRequest> OfRoles(FrameworkInfo info) =>
        info.Roles.Distinct().Where(role => RoleName.Problem(role.Value) is null).Select(role => new AccessRequest.UseRole(role.Value));
}
