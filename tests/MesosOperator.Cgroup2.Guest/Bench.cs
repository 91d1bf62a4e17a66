using MesosOperator.AgentRuntime.Cgroups;
using MesosOperator.AgentRuntime.Launching;
using MesosOperator.AgentRuntime.Processes;

namespace MesosOperator.Cgroup2.Guest;

/// <summary>The control groups of an agent, and its launcher.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Lifeline _lifeline = new();
    private readonly ProcessWatch _watch = new();
    private readonly Launcher _launcher;
    private int _count;

    public Bench()
    {
        _launcher = new Launcher(Path.Combine(AppContext.BaseDirectory, "mesos-launcher"), _lifeline);
        var mounts = CgroupMounts.Parse(File.ReadLines("/proc/self/mountinfo"));
        Sealed = mounts.Topmost;
        (Groups, var missing) = CgroupFinder.Find(mounts, "mesos-operator/guest", []);
        Missing = string.Join("; ", missing);
    }

    public ICgroups Groups { get; }

    public IReadOnlyList<string> Sealed { get; }

    /// <summary>What the agent would say that this machine lacks.</summary>
    public string Missing { get; }

    /// <summary>What the script of a task has written.</summary>
    public string Output { get; private set; } = "";

    public string PathOf(string group, string file) => $"/sys/fs/cgroup/mesos-operator/guest/{group}/{file}";

    public string Read(string group, string file) => File.ReadAllText(PathOf(group, file)).Trim();

    /// <summary>Starts a script in a group that is there.</summary>
    public (int Pid, Task<TaskEnd> End, string Folder) Start(TaskCgroup group, string script)
    {
        var folder = Directory.CreateDirectory($"/scratch/{++_count}").FullName;
        var (pid, problem) = _launcher.Start(new LaunchPlan
        {
            Folder = folder,
            Program = "/bin/sh",
            Arguments = ["sh", "-c", script],
            Environment = [$"PATH={DefaultPath.Value}"],
            Directory = folder,
            StandardOutputFile = Path.Combine(folder, "output"),
            StandardErrorFile = Path.Combine(folder, "output"),
            View = new PrivateView(Directory.CreateDirectory(Path.Combine(folder, "tmp")).FullName, [], []) { Sealed = Sealed, GuardsKernel = true },
            Cgroup = group,
        });
        if (problem is not null)
            throw new InvalidOperationException(problem);
        var end = new TaskCompletionSource<TaskEnd>(TaskCreationOptions.RunContinuationsAsynchronously);
        _watch.Watch(pid, status =>
        {
            end.TrySetResult(TaskEnd.Read(folder) ?? new TaskEnd(status));
            return ValueTask.CompletedTask;
        });
        return (pid, end.Task.WaitAsync(Patience), folder);
    }

    /// <summary>Runs a script in a group of its own with limits, to its end.</summary>
    public async Task<TaskEnd> RunAsync(string name, CgroupLimits limits, string script)
    {
        var (_, end, folder) = Start(Groups.Create(name, limits)!, script);
        var ended = await end;
        Output = (await File.ReadAllTextAsync(Path.Combine(folder, "output"))).Trim();
        return ended;
    }

    public async ValueTask DisposeAsync()
    {
        _lifeline.Dispose();
        await _watch.DisposeAsync();
    }
}
