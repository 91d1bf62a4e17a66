using System.Globalization;
using Google.Protobuf;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Benchmarks.Master;

/// <summary>
/// What agents say that come back to a new master, encoded as it comes over their links: each runs ten tasks of five frameworks,
/// with ten labels each, as in Mesos' own benchmark.
/// </summary>
internal static class ReturningAgents
{
    public const int Frameworks = 5;
    public const int TasksOfFramework = 2;
    private const int LabelsOfTask = 10;
    private const string EarlierMaster = "5f2a4b1e-8c3d-4e6f-9a0b-1c2d3e4f5a6b";

    private static readonly Resource[] OfAgent = [Scalar("cpus", 20), Scalar("mem", 10240)];
    private static readonly Resource[] OfTask = [Scalar("cpus", 0.1), Scalar("mem", 5)];

    private static readonly Labels OfTasks = new()
    {
        Labels_ = { Enumerable.Range(0, LabelsOfTask).Select(number => new Label { Key = Text($"key{number}"), Value = Text($"value{number}") }) },
    };

    /// <summary>The bytes of an agent's first message.</summary>
    public static byte[] Say(int agent, int tasksOfFramework = TasksOfFramework)
    {
        var id = new AgentID { Value = Text($"{EarlierMaster}-S{agent}") };
        var said = new AgentMessage.Types.Reregister
        {
            AgentId = id,
            Instance = ByteString.CopyFrom(BitConverter.GetBytes(agent)),
            Info = new AgentInfo { Hostname = Text($"host-{agent}.example.org"), Port = 5051, Resources = { OfAgent }, Id = id },
            Version = "1.11.0",
            Ip = "10.0.0.1",
        };
        if (tasksOfFramework > 0)
            said.Frameworks.AddRange(Enumerable.Range(0, Frameworks).Select(Framework));
        for (var framework = 0; framework < Frameworks; framework++)
            for (var task = 0; task < tasksOfFramework; task++)
                said.Tasks.Add(TaskOf(id, framework, Text($"task-{agent}-{framework}-{task}")));
        return new AgentMessage { Reregister = said }.ToByteArray();
    }

    private static FrameworkInfo Framework(int number) => new()
    {
        User = "nobody",
        Name = Text($"framework-{number}"),
        Id = FrameworkId(number),
        Roles = { "*" },
        FailoverTimeout = 3600,
        Checkpoint = true,
        Capabilities = { new FrameworkInfo.Types.Capability { Type = FrameworkInfo.Types.Capability.Types.Type.MultiRole } },
    };

    private static Protocol.Mesos.V1.Task TaskOf(AgentID agent, int framework, string id) => new()
    {
        Name = id,
        TaskId = new TaskID { Value = id },
        FrameworkId = FrameworkId(framework),
        AgentId = agent,
        State = TaskState.TaskRunning,
        Resources = { OfTask },
        Labels = OfTasks,
    };

    private static FrameworkID FrameworkId(int number) => new() { Value = Text($"{EarlierMaster}-{number:D4}") };

    private static Resource Scalar(string name, double value) =>
        new() { Name = name, Type = Value.Types.Type.Scalar, Scalar = new Value.Types.Scalar { Value = value } };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
