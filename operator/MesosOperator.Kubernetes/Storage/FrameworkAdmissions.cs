using MesosOperator.Core.Frameworks;
using MesosOperator.Crds.Frameworks;
using MesosOperator.Crds.Schema;
using MesosOperator.Crds.Validation;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Caches;
using MesosOperator.Kubernetes.Mapping;
using MesosOperator.Runtime.Ports;

namespace MesosOperator.Kubernetes.Storage;

/// <summary>
/// Binds frameworks that subscribe over HTTP to their objects. An id names its object; a name alone names the object of a
/// user, so that a framework which forgot its id finds itself again, and never one that another subscription made.
/// </summary>
internal sealed class FrameworkAdmissions(ClusterCaches caches, FrameworkNamespaces namespaces) : IFrameworkAdmission
{
    public FrameworkAdmission Admit(FrameworkInfo info)
    {
        var known = Find(info);
        if (known is null)
            return AdmitNew(info);
        return FrameworkRecords.IsOurs(known) && known.Metadata.DeletionTimestamp is null ? AdmitNew(info) : Bind(known, info);
    }

    /// <summary>The object, or where it would be made.</summary>
    public (string Namespace, string Name) Locate(FrameworkInfo info) => Find(info) is { } known
        ? (known.Metadata.NamespaceProperty, known.Metadata.Name)
        : (namespaces.Of(info.Principal), info.Name);

    private V1Alpha1Framework? Find(FrameworkInfo info) => info.Id is { } id ? caches.FrameworkOf(id) : FindByName(info);

    /// <summary>The object that its user gave this name, and this principal if any.</summary>
    private V1Alpha1Framework? FindByName(FrameworkInfo info) => Seniority.Oldest(caches.FrameworksNamed(info.Name)
        .Where(framework => !FrameworkRecords.IsOurs(framework) && framework.Metadata.DeletionTimestamp is null)
        .Where(framework => framework.Spec.Principal is null || framework.Spec.Principal == info.Principal));

    /// <summary>Its object is made when the master takes it; what could not be kept there is refused now.</summary>
    private static FrameworkAdmission AdmitNew(FrameworkInfo info)
    {
        var wanted = new V1Alpha1Framework { Spec = FrameworkMapping.SpecOf(info.Id ?? new("new"), info) };
        wanted.Metadata.Name = ObjectNames.Of(info.Name, "new");
        return ResourceValidator.Validate(wanted) is { IsEmpty: false } problems
            ? new FrameworkAdmission.Refused($"The framework cannot be kept: {string.Join("; ", problems.Select(InWordsOfTheApi))}")
            : new FrameworkAdmission.Admitted(info);
    }

    private static FrameworkAdmission Bind(V1Alpha1Framework known, FrameworkInfo info) =>
        Problem(known, info) is { } problem
            ? new FrameworkAdmission.Refused($"Framework {ResourceKey.Of(known)} {problem}")
            : new FrameworkAdmission.Admitted(info with
            {
                Id = FrameworkMapping.IdOf(known),
                FailoverTimeout = TimeSpan.FromSeconds(Math.Max(known.Spec.FailoverTimeoutSeconds, FrameworkMapping.SecondsOf(info.FailoverTimeout))),
            });

    private static string? Problem(V1Alpha1Framework known, FrameworkInfo info)
    {
        if (known.Metadata.DeletionTimestamp is not null)
            return "is being deleted";
        if (known.Status?.RemovedAt is not null)
            return "has been removed; delete its object to begin anew";
        if (known.Spec.Transport != FrameworkTransport.Http)
            return "uses the transport Resource and cannot subscribe over HTTP";
        if (known.Spec.Principal is { } principal && principal != info.Principal)
            return $"belongs to another principal than '{info.Principal}'";
        var strangers = info.Roles.Where(role => !known.Spec.Roles.Contains(role.Value)).Select(role => $"'{role}'").ToArray();
        return strangers.Length > 0 ? $"does not have the roles {string.Join(", ", strangers)} in its spec" : null;
    }

    private static string InWordsOfTheApi(Problem problem) => problem.ToString().Replace("spec.", "", StringComparison.Ordinal);
}
