using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.EndToEnd.Tests.Support;

/// <summary>Makes tasks, and reads offers.</summary>
internal static class A
{
    public static TaskInfo Task(Offer offer, string id, double cpus, double megabytes, string command) => new()
    {
        Name = id,
        TaskId = new TaskID { Value = id },
        AgentId = offer.AgentId,
        Resources = { Scalar("cpus", cpus), Scalar("mem", megabytes) },
        Command = new CommandInfo { Value = command },
    };

    /// <summary>A framework in a role of its own that knows of partitions, and whose tasks live for an hour without it.</summary>
    public static FrameworkInfo Framework(string role) => new()
    {
        User = System.Environment.UserName,
        Name = $"{role} framework",
        Roles = { role },
        FailoverTimeout = 3600,
        Capabilities =
        {
            new FrameworkInfo.Types.Capability { Type = FrameworkInfo.Types.Capability.Types.Type.MultiRole },
            new FrameworkInfo.Types.Capability { Type = FrameworkInfo.Types.Capability.Types.Type.PartitionAware },
        },
    };

    /// <summary>How many tasks of that size the offer has room for.</summary>
    public static int Room(Offer offer, double cpus, double megabytes) =>
        (int)Math.Min(Amount(offer, "cpus") / cpus, Amount(offer, "mem") / megabytes);

    /// <summary>How much of something an offer has.</summary>
    public static double Amount(Offer offer, string name) =>
        offer.Resources.Where(resource => resource.Name == name).Sum(resource => resource.Scalar.Value);

    /// <summary>So much of something, for tasks of a role that is said elsewhere.</summary>
    public static Resource Scalar(string name, double value) =>
        new() { Name = name, Type = Value.Types.Type.Scalar, Scalar = new Value.Types.Scalar { Value = value } };
}
