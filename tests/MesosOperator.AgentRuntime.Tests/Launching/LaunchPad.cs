using MesosOperator.AgentRuntime.Launching;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Tests.Support;

namespace MesosOperator.AgentRuntime.Tests.Launching;

/// <summary>A launcher with a folder, as an agent has them.</summary>
internal sealed class LaunchPad : IAsyncDisposable
{
    private readonly Lifeline _lifeline = new();
    private readonly Launcher _launcher;
    private int _count;

    public LaunchPad() => _launcher = new Launcher(Path.Combine(AppContext.BaseDirectory, "mesos-launcher"), _lifeline);

    public TemporaryFolder Folder { get; } = new();

    public ProcessWatch Watch { get; } = new();

    public string Output => File.ReadAllText(Folder["stdout"]);

    /// <summary>A shell that runs a script; everything is in a folder of its own.</summary>
    public LaunchPlan Plan(string script, params string[] environment) => new()
    {
        Folder = Directory.CreateDirectory(Folder[$"task-{Interlocked.Increment(ref _count)}"]).FullName,
        Program = "/bin/sh",
        Arguments = ["sh", "-c", script],
        Environment = [$"PATH={DefaultPath.Value}", .. environment],
        Directory = Folder.Path,
        StandardOutputFile = Folder["stdout"],
        StandardErrorFile = Folder["stderr"],
    };

    /// <summary>The same with process ids and mounts of its own, where this host has them.</summary>
    public LaunchPlan Viewed(LaunchPlan plan)
    {
        Assert.SkipUnless(SystemUser.CurrentIsRoot, "Only root can make namespaces.");
        return plan with { View = new PrivateView(Directory.CreateDirectory(Folder["tmp"]).FullName, [], [Folder.Path]) };
    }

    public LaunchResult Start(LaunchPlan plan) => _launcher.Start(plan);

    /// <summary>Starts it and promises its end.</summary>
    public (int Pid, Task<TaskEnd> End) Run(LaunchPlan plan)
    {
        var (pid, problem) = Start(plan);
        Assert.Null(problem);
        var end = new TaskCompletionSource<TaskEnd>(TaskCreationOptions.RunContinuationsAsynchronously);
        Watch.Watch(pid, status =>
        {
            end.SetResult(TaskEnd.Read(plan.Folder) ?? new TaskEnd(status));
            return ValueTask.CompletedTask;
        });
        return (pid, end.Task);
    }

    /// <summary>Runs a script beside a task that was started here; its output is in the file "joined".</summary>
    public (int Pid, Task<ExitStatus?> End) Join(LaunchPlan plan, int pid, string script, string? input = null, params string[] environment)
    {
        using var task = JoinedTask.Find(plan.Folder, pid);
        Assert.NotNull(task);
        using var output = Descriptor.ToAppend(Folder["joined"]);
        using var text = input is null ? null : Descriptor.Of(LibC.Open(input, LibC.OpenReadOnly | LibC.OpenCloseOnExec, 0), input);
        var (supervisor, problem) = _launcher.Join(new JoinPlan
        {
            Task = task,
            Program = "/bin/sh",
            Arguments = ["sh", "-c", script],
            Environment = [$"PATH={DefaultPath.Value}", .. environment],
            Directory = Folder.Path,
            StandardInput = text,
            StandardOutput = output,
            StandardError = output,
        });
        Assert.Null(problem);
        var end = new TaskCompletionSource<ExitStatus?>(TaskCreationOptions.RunContinuationsAsynchronously);
        Watch.Watch(supervisor, status =>
        {
            end.SetResult(status);
            return ValueTask.CompletedTask;
        });
        return (supervisor, end.Task);
    }

    public string Joined => File.ReadAllText(Folder["joined"]);

    public Task ReadyAsync() =>
        Eventually.TrueAsync(() => File.Exists(Folder["stdout"]) && new FileInfo(Folder["stdout"]).Length > 0, "the script is ready");

    /// <summary>As when the agent is gone.</summary>
    public void Cut() => _lifeline.Dispose();

    public async ValueTask DisposeAsync()
    {
        Cut();
        await Watch.DisposeAsync();
        Folder.Dispose();
    }
}
