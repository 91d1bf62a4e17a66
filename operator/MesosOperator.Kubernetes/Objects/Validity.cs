using k8s;
using k8s.Models;
using MesosOperator.Crds;
using MesosOperator.Crds.Validation;

namespace MesosOperator.Kubernetes.Objects;

/// <summary>Checks objects as an API server should have: older ones know no rules, and none can do all of the checks.</summary>
internal static class Validity
{
    /// <summary>Everything that is wrong with an object in one line; null when nothing is.</summary>
    public static string? Problem<T>(T resource) where T : class, IKubernetesObject<V1ObjectMeta> =>
        ResourceValidator.Validate(resource) is { IsEmpty: false } problems ? string.Join("; ", problems) : null;

    /// <summary>Says that a spec is not valid and that the last good one stays in force.</summary>
    public static void SetInvalid(this ConditionSet conditions, string problem) =>
        conditions.SetStalled(Conditions.Reasons.Invalid, problem);
}
