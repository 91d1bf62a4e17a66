using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Tasks;

/// <summary>What a task has of a resource.</summary>
internal static class TaskResources
{
    private const long BytesPerMebibyte = 1L << 20;
    private const double LeastMemoryMebibytes = 32;

    /// <summary>What it was given, all reservations together.</summary>
    public static double Scalar(TaskInfo task, string name) =>
        task.Resources.Where(resource => resource.Name == name && resource.Scalar is not null).Sum(resource => resource.Scalar.Value);

    /// <summary>What it may use, infinity included; null where it names no limit of its own.</summary>
    public static double? Limit(TaskInfo task, string name) => task.Limits.TryGetValue(name, out var limit) ? limit.Value : null;

    /// <summary>Memory that it may use; null for any.</summary>
    public static long? MemoryLimitBytes(TaskInfo task)
    {
        var mebibytes = Limit(task, "mem") ?? Scalar(task, "mem");
        return double.IsPositiveInfinity(mebibytes) || mebibytes <= 0
            ? null
            : (long)(Math.Max(mebibytes, LeastMemoryMebibytes) * BytesPerMebibyte);
    }
}
