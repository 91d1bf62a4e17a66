using System.Globalization;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Host.Sample;

/// <summary>The sample's tasks: which are to be launched still, what fits on an offer, which have ended.</summary>
internal sealed class SampleTasks(int count)
{
    private const double CpusEach = 0.1;
    private const double MegabytesEach = 32;

    private readonly Queue<int> _pending = new(Enumerable.Range(1, count));
    private readonly HashSet<string> _ended = [];

    /// <summary>How many there are in all.</summary>
    public int Count => count;

    /// <summary>Whether every task was put on an offer.</summary>
    public bool AllLaunched => _pending.Count == 0;

    /// <summary>Whether every task has ended.</summary>
    public bool AllEnded => _ended.Count == count;

    /// <summary>Takes as many pending tasks as the offer has room for; none when none are left.</summary>
    public IReadOnlyList<TaskInfo> Fill(Offer offer)
    {
        var room = Math.Min(Scalar(offer, "cpus") / CpusEach, Scalar(offer, "mem") / MegabytesEach);
        var tasks = new List<TaskInfo>();
        while (tasks.Count + 1 <= room && _pending.TryDequeue(out var number))
            tasks.Add(Task(number, offer.AgentId));
        return tasks;
    }

    /// <summary>Notes that a task is in a state that it will not leave; it may be told more than once.</summary>
    public void End(TaskID task) => _ended.Add(task.Value);

    private static TaskInfo Task(int number, AgentID agent) => new()
    {
        Name = string.Create(CultureInfo.InvariantCulture, $"hello-{number}"),
        TaskId = new TaskID { Value = string.Create(CultureInfo.InvariantCulture, $"hello-{number}") },
        AgentId = agent,
        Resources = { Scalar("cpus", CpusEach), Scalar("mem", MegabytesEach) },
        Command = new CommandInfo
        {
            Value = string.Create(
                CultureInfo.InvariantCulture, $"echo \"Hello from task {number}, process $$ on $(uname -n)\"; sleep {number}"),
        },
    };

    private static Resource Scalar(string name, double value) =>
        new() { Name = name, Type = Value.Types.Type.Scalar, Scalar = new Value.Types.Scalar { Value = value } };

    private static double Scalar(Offer offer, string name) =>
        offer.Resources.Where(resource => resource.Name == name).Sum(resource => resource.Scalar.Value);
}
