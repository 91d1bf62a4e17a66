using System.Globalization;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Tasks;

/// <summary>Amounts that no task can have: taken as they are, a limit below zero would be none.</summary>
internal static class ResourceDefects
{
    /// <summary>What is wrong with the resources or limits of a task, or null.</summary>
    public static string? Find(TaskInfo task)
    {
        foreach (var resource in task.Resources)
            if (resource.Scalar is { } amount && (!double.IsFinite(amount.Value) || amount.Value < 0))
                return string.Create(CultureInfo.InvariantCulture, $"The task is to have {resource.Name} of {amount.Value}, which makes no sense");
        foreach (var (name, limit) in task.Limits)
        {
            if (name is not ("cpus" or "mem"))
                return $"A limit of {name} is not known: there are those of cpus and mem";
            if (double.IsNaN(limit.Value) || limit.Value <= 0)
                return string.Create(CultureInfo.InvariantCulture, $"The limit of {name} is {limit.Value}, which makes no sense");
        }

        return null;
    }
}
