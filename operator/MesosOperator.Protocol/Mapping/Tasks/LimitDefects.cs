using MesosOperator.Core.Resources;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Tasks;

/// <summary>What can be wrong with limits: they are for cpus and mem, and not below what is requested (semantics 3.7).</summary>
internal static class LimitDefects
{
    /// <summary>The first fault, or null.</summary>
    public static string? Find(Wire.TaskInfo task)
    {
        foreach (var (name, limit) in task.Limits)
        {
            if (name is not (ResourceName.Cpus or ResourceName.Memory))
            {
                return $"Task's limits may be set for '{ResourceName.Cpus}' and '{ResourceName.Memory}' only, not for '{name}'";
            }

            var request = task.Resources.Where(resource => resource.Name == name && resource.Scalar is not null).Sum(resource => resource.Scalar.Value);
            if (!(request > 0))
            {
                return $"Task has a limit for '{name}' but does not request any";
            }

            if (!(limit.Value >= request))
            {
                return $"Task's limit of {limit.Value} for '{name}' is less than the {request} that it requests";
            }
        }

        return null;
    }
}
