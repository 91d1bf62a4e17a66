using MesosOperator.EndToEnd.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using Task = System.Threading.Tasks.Task;
using WireStatus = MesosOperator.Protocol.Mesos.V1.TaskStatus;

namespace MesosOperator.EndToEnd.Tests.Clusters.Real;

/// <summary>A framework that launches what it is given, each on the first offer that has room for it, and tells what became of it.</summary>
internal sealed class Work : IAsyncDisposable
{
    private const double Cpus = 0.1;
    private const double Megabytes = 64;

    private readonly Lock _gate = new();
    private readonly Queue<(double Megabytes, Func<Offer, Offer.Types.Operation> Launch)> _wanted = new();
    private readonly SteadyFramework _framework;

    public Work(Uri api, string role) => _framework = new SteadyFramework(A.Framework(role), [api], Answer);

    public SteadyFramework Framework => _framework;

    /// <summary>A task of a shell command.</summary>
    public void Run(string id, string command, Action<TaskInfo>? change = null) => Want(Megabytes, offer => new Offer.Types.Operation
    {
        Type = Offer.Types.Operation.Types.Type.Launch,
        Launch = new Offer.Types.Operation.Types.Launch { TaskInfos = { Task(offer, id, command, change) } },
    });

    /// <summary>Tasks that run together.</summary>
    public void RunGroup(string executor, params (string Id, string Command)[] tasks) => Want(Megabytes * (tasks.Length + 1), offer => new Offer.Types.Operation
    {
        Type = Offer.Types.Operation.Types.Type.LaunchGroup,
        LaunchGroup = new Offer.Types.Operation.Types.LaunchGroup
        {
            Executor = new ExecutorInfo
            {
                Type = ExecutorInfo.Types.Type.Default,
                ExecutorId = new ExecutorID { Value = executor },
                FrameworkId = offer.FrameworkId,
                Resources = { A.Scalar("cpus", Cpus), A.Scalar("mem", Megabytes), A.Scalar("disk", 16) },
            },
            TaskGroup = new TaskGroupInfo { Tasks = { tasks.Select(task => Task(offer, task.Id, task.Command, null)) } },
        },
    });

    /// <summary>Waits until a task is in a state, and returns it; fails when it ends in another.</summary>
    public async Task<WireStatus> UntilAsync(string task, TaskState state)
    {
        await _framework.UntilAsync(() => _framework.Heard(task) is { } heard && (heard.State == state || SteadyFramework.IsEnd(heard.State)), $"{task} is {state}");
        var status = _framework.Heard(task)!;
        Assert.True(status.State == state, $"{task}: {status}");
        return status;
    }

    /// <summary>Leaves for good, whatever it has left.</summary>
    public async ValueTask DisposeAsync()
    {
        await _framework.TearDownAsync();
        await _framework.DisposeAsync();
    }

    private void Want(double megabytes, Func<Offer, Offer.Types.Operation> launch)
    {
        lock (_gate)
            _wanted.Enqueue((megabytes, launch));
    }

    private IEnumerable<Offer.Types.Operation> Answer(Offer offer)
    {
        lock (_gate)
        {
            var left = A.Room(offer, Cpus, Megabytes) * Megabytes;
            var launches = new List<Offer.Types.Operation>();
            while (_wanted.TryPeek(out var next) && next.Megabytes <= left)
            {
                launches.Add(_wanted.Dequeue().Launch(offer));
                left -= next.Megabytes;
            }

            return launches;
        }
    }

    private static TaskInfo Task(Offer offer, string id, string command, Action<TaskInfo>? change)
    {
        var task = A.Task(offer, id, Cpus, Megabytes, command);
        change?.Invoke(task);
        return task;
    }
}
