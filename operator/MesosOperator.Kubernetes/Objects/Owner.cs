using k8s.Models;
using MesosOperator.Crds.Frameworks;

namespace MesosOperator.Kubernetes.Objects;

/// <summary>Whose an object is, so that it goes with it.</summary>
internal static class Owner
{
    /// <summary>A framework, as far as it is known here.</summary>
    public static IList<V1OwnerReference>? Of(V1Alpha1Framework? framework) => framework is null ? null :
    [
        new V1OwnerReference
        {
            ApiVersion = framework.ApiVersion,
            Kind = framework.Kind,
            Name = framework.Metadata.Name,
            Uid = framework.Metadata.Uid,
            Controller = true,
        },
    ];
}
