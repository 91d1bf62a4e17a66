using Google.Protobuf;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Tests.Containers;
using MesosOperator.AgentRuntime.Tests.Executors;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;
using Kind = MesosOperator.Protocol.Mesos.V1.RLimitInfo.Types.RLimit.Types.Type;
using PathType = MesosOperator.Protocol.Mesos.V1.Volume.Types.Source.Types.SandboxPath.Types.Type;
using Reason = MesosOperator.Protocol.Mesos.V1.TaskStatus.Types.Reason;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.BadInput;

/// <summary>Tasks that ask for what does not exist or makes no sense: each fails with what is wrong, and the agent and its other tasks live on.</summary>
public sealed class BadTaskTests
{
    [Fact]
    public Task Users_that_do_not_exist() => AllFailAsync(
        ("nobody-knows", task => task.Command.User = "nobody-knows", "User 'nobody-knows' does not exist on this host"),
        ("slash", task => task.Command.User = "../root", "User '../root' does not exist on this host"),
        ("line", task => task.Command.User = "nobody\nroot", "User 'nobody\nroot' does not exist on this host"),
        ("zero", task => task.Command.User = "root\0", "User 'root\0' does not exist on this host"));

    [Fact]
    public Task Commands_and_environments_that_no_program_can_have() => AllFailAsync(
        ("none", task => task.Command = null, "The task has no command"),
        ("empty", task => task.Command.Value = "", "The task has no command"),
        ("zero", task => task.Command.Value = "true\0false", "The command contains a zero character"),
        ("long", task => task.Command.Value = ": " + new string('x', 1 << 20), "'/bin/sh' cannot be started: Argument list too long"),
        ("absent", task => (task.Command.Shell, task.Command.Value) = (false, "no-such-program"), "'no-such-program' is not found in PATH "),
        ("path", task => (task.Command.Shell, task.Command.Value) = (false, "/no/such/program"), "'/no/such/program' cannot be started: No such file or directory"),
        ("file", task => (task.Command.Shell, task.Command.Value) = (false, "/etc/passwd"), "'/etc/passwd' cannot be started: Permission denied"),
        ("folder", task => (task.Command.Shell, task.Command.Value) = (false, "/etc"), "'/etc' cannot be started: Permission denied"),
        ("name", task => Variable(task).Name = "A=B", "Environment variable 'A=B' has no usable name"),
        ("no-name", task => Variable(task).Name = "", "Environment variable '' has no usable name"),
        ("name-zero", task => Variable(task).Name = "A\0B", "Environment variable 'A\0B' has no usable name"),
        ("value-zero", task => Variable(task).Value = "x\0B=y", "Environment variable 'A' contains a zero character"),
        ("secret-zero", task => Hide(Variable(task), "x\0user\00 0"), "Environment variable 'A' contains a zero character"));

    [Fact]
    public Task Containers_and_checks_that_cannot_be() => AllFailAsync(
        ("container", task => task.Container = new ContainerInfo { Type = ContainerInfo.Types.Type.Docker }, "This agent does not support containers"),
        ("health", task => task.HealthCheck = new HealthCheck(), "Task uses invalid health check: HealthCheck must specify 'type'"),
        ("check", task => task.Check = new CheckInfo { Type = CheckInfo.Types.Type.Tcp, Tcp = new() { Port = 0 } },
            "Task uses invalid check: The port 0 of TCP check must be between 1 and 65535"));

    [Fact]
    public Task Uris_that_cannot_be_fetched() => AllFailAsync(
        ("absent", task => task.Command.Uris.Add(Uri("file:///no/such/file")), "Fetching '/no/such/file' failed: "),
        ("folder", task => task.Command.Uris.Add(Uri("/etc")), "Fetching '/etc' failed: "),
        ("no-uri", task => task.Command.Uris.Add(Uri("http://")), "Fetching 'http://' failed: it is no URI"),
        ("scheme", task => task.Command.Uris.Add(Uri("gopher://host/x")), "Fetching 'gopher://host/x' failed: scheme 'gopher' is not supported"),
        ("zero", task => task.Command.Uris.Add(Uri("/etc/pass\0wd")), "Fetching '/etc/pass\0wd' failed: it is empty or contains a zero character"),
        ("up", task => task.Command.Uris.Add(Uri("/etc/passwd", "../x")), "Fetching '/etc/passwd' failed: '../x' leads out of the sandbox"),
        ("rooted", task => task.Command.Uris.Add(Uri("/etc/passwd", "/x")), "Fetching '/etc/passwd' failed: '/x' is to be its output_file, which must lie in the sandbox"),
        ("stdout", task => task.Command.Uris.Add(Uri("/etc/passwd", "stdout")), "Fetching '/etc/passwd' failed: "));

    [Fact]
    public Task Volumes_that_escape_or_are_not_there() => AllFailAsync(
        ("up", task => task.Resources.Add(Persistent("v1", "../../etc")), "Volume 'v1' cannot be at '../../etc': the path must lie in the sandbox"),
        ("rooted", task => task.Resources.Add(Persistent("v1", "/etc")), "Volume 'v1' cannot be at '/etc': the path must lie in the sandbox"),
        ("nowhere", task => task.Resources.Add(Persistent("v1", "")), "Volume 'v1' cannot be at '': the path must lie in the sandbox"),
        ("stdout", task => task.Resources.Add(Persistent("v1", "stdout")), "Volume 'v1' cannot be made: "),
        ("id", task => task.Resources.Add(Persistent("../v1", "data")), "Volume '../v1' has no valid name"),
        ("host", task => Volumes(task).Add(new Volume { Mode = Volume.Types.Mode.Rw, ContainerPath = "data", HostPath = "/no/such/folder" }),
            "The volume at 'data' is of the host, which this agent can show to tasks with an image alone"),
        ("through", task => task.Resources.AddRange([Persistent("v1", "data"), Persistent("v2", "data/x/y")]), "Volume 'v2' cannot be at 'data/x/y', which leads through a link"),
        ("shared-through", task =>
        {
            task.Resources.Add(Persistent("v1", "data"));
            Volumes(task).Add(Shared("data/x", "own"));
        }, "The volume at 'data/x' cannot be there: its path leads through a link"),
        ("self-through", task =>
        {
            task.Resources.Add(Persistent("v1", "data"));
            Volumes(task).Add(Shared("own", "data/x"));
        }, "The volume at 'own' cannot be 'data/x', which leads through a link"),
        ("shared", task => Volumes(task).Add(Shared("../x", "data")), "The volume at '../x' must lie in the sandbox"),
        ("source", task => Volumes(task).Add(Shared("data", "../../x")), "The volume at 'data' cannot be '../../x' of the sandbox"));

    [Fact]
    public Task Limits_that_make_no_sense() => AllFailAsync(
        ("cpus-1", task => task.Limits["cpus"] = Amount(-1), "The limit of cpus is -1, which makes no sense"),
        ("cpus-nan", task => task.Limits["cpus"] = Amount(double.NaN), "The limit of cpus is NaN, which makes no sense"),
        ("cpus-zero", task => task.Limits["cpus"] = Amount(0), "The limit of cpus is 0, which makes no sense"),
        ("cpus-more", task => task.Limits["cpus"] = Amount(1e300), "The control group of the task cannot be made: "),
        ("cpus-less", task => task.Limits["cpus"] = Amount(double.NegativeInfinity), "The limit of cpus is -Infinity, which makes no sense"),
        ("mem-1", task => task.Limits["mem"] = Amount(-1), "The limit of mem is -1, which makes no sense"),
        ("mem-nan", task => task.Limits["mem"] = Amount(double.NaN), "The limit of mem is NaN, which makes no sense"),
        ("disk", task => task.Limits["disk"] = Amount(5), "A limit of disk is not known: there are those of cpus and mem"),
        ("resource-1", task => task.Resources[0].Scalar.Value = -1, "The task is to have cpus of -1, which makes no sense"),
        ("resource-nan", task => task.Resources[0].Scalar.Value = double.NaN, "The task is to have cpus of NaN, which makes no sense"),
        ("resource-all", task => task.Resources[0].Scalar.Value = double.PositiveInfinity, "The task is to have cpus of Infinity, which makes no sense"),
        ("rlimit", task => Container(task).RlimitInfo = Rlimit(Kind.RlmtNofile, 1, 1UL << 40), "The task cannot be started, setting a resource limit: Operation not permitted"),
        ("rlimit-soft", task => Container(task).RlimitInfo = Rlimit(Kind.RlmtNofile, 2, 1), "Resource limit RlmtNofile: the soft limit is above the hard one"),
        ("rlimit-kind", task => Container(task).RlimitInfo = Rlimit(Kind.Unknown, 1, 1), "Resource limit Unknown: is not known"));

    [Fact]
    public async Task Limits_that_are_small_or_endless_hold_as_the_least_or_none()
    {
        await using var agent = await RunningAgent.StartAsync();
        Action<TaskInfo>[] changes =
        [
            task => task.Resources[0].Scalar.Value = 0, task => task.Resources.Clear(), task => task.Resources.Add(ExecutorOrders.Scalar("mem", 0.001)),
            task => task.Limits["cpus"] = Amount(double.PositiveInfinity), task => task.Limits["mem"] = Amount(double.PositiveInfinity),
            task => task.Limits["cpus"] = Amount(1e-9), task => task.KillPolicy = new KillPolicy { GracePeriod = Orders.Seconds(-5) },
        ];
        for (var number = 0; number < changes.Length; number++)
        {
            var task = Orders.Task($"t{number}", "exit 0");
            changes[number](task);
            var status = await agent.EndAsync(task);
            Assert.Equal((number, TaskState.TaskFinished, "Command exited with status 0"), (number, status.State, status.Message));
        }
    }

    [Theory]
    [InlineData("../../x", "'../../x' contains invalid characters")]
    [InlineData("..", "'..' is disallowed")]
    [InlineData("a\nb", "'a\nb' contains invalid characters")]
    [InlineData(null, "ID must not be greater than 255 characters")]
    public async Task Ids_that_are_paths(string? id, string message)
    {
        id ??= new string('x', 300);
        await using var agent = await RunningAgent.StartAsync();
        var executor = ExecutorOrders.Info("true");
        executor.ExecutorId = new ExecutorID { Value = id };

        var ofTask = await EndAsync(agent, Orders.Task(id, "true"));
        await agent.Call.SayAsync(ExecutorOrders.Run("t1", "", executor));
        var ofExecutor = await UpdateAsync(agent);
        await agent.Call.SayAsync(ExecutorOrders.RunGroup(ExecutorOrders.Default(id), ExecutorOrders.Command("t2", "true")));
        var ofGroup = await UpdateAsync(agent);

        Assert.All([ofTask, ofExecutor, ofGroup], status =>
            Assert.Equal((TaskState.TaskFailed, Reason.ContainerLaunchFailed, message), (status.State, status.Reason, status.Message)));
        Assert.Equal(TaskState.TaskFinished, (await EndAsync(agent, Orders.Task("t3", "exit 0"))).State);
    }

    /// <summary>What is known to be wrong needs no containerd to be told.</summary>
    [Fact]
    public async Task Images_that_cannot_be_without_containerd()
    {
        await using var agent = await RunningAgent.StartAsync(options => options with { Containerd = "/no/such/socket" });

        var status = await agent.RunAsync(Images.Docker("t1", "true", container => container.Docker.Image = "Not An Image"));

        Assert.Equal((TaskState.TaskFailed, Reason.ContainerLaunchFailed), (status.State, status.Reason));
        Assert.StartsWith("'Not An Image' is not the name of an image", status.Message);
    }

    /// <summary>The next update, besides which the operator hears of executors.</summary>
    private static async Task<TaskStatus> UpdateAsync(RunningAgent agent)
    {
        while (true)
        {
            var said = await agent.Call.HearAsync();
            Assert.NotNull(said);
            if (said.UpdateStatus is not { } update)
                continue;
            await agent.Call.SayAsync(Orders.Acknowledge(update));
            return update.Status;
        }
    }

    private static async Task<TaskStatus> EndAsync(RunningAgent agent, TaskInfo task)
    {
        await agent.Call.SayAsync(Orders.Run(task));
        TaskStatus status;
        do
        {
            status = await UpdateAsync(agent);
        }
        while (status.State is TaskState.TaskStarting or TaskState.TaskRunning);
        return status;
    }

    /// <summary>All at the same time, beside a task that must not notice.</summary>
    private static async Task AllFailAsync(params (string Id, Action<TaskInfo> Change, string Message)[] cases)
    {
        Assert.SkipUnless(SystemUser.CurrentIsRoot, "Only root runs tasks as others and has limits refused by the kernel alone.");
        await using var agent = await RunningAgent.StartAsync();
        await agent.StartAsync(Orders.Task("bystander", "exec sleep 1000"));
        foreach (var (id, change, _) in cases)
        {
            var task = Orders.Task(id, "true");
            change(task);
            await agent.Call.SayAsync(Orders.Run(task));
        }

        var ends = new Dictionary<string, TaskStatus>();
        while (ends.Count < cases.Length)
            if ((await agent.Call.UpdateAsync()).Status is var status and not { State: TaskState.TaskStarting or TaskState.TaskRunning })
                ends.Add(status.TaskId.Value, status);

        foreach (var (id, _, message) in cases)
        {
            Assert.Equal(
                (id, TaskState.TaskFailed, TaskStatus.Types.Source.Agent, Reason.ContainerLaunchFailed), (id, ends[id].State, ends[id].Source, ends[id].Reason));
            Assert.StartsWith(message, ends[id].Message, StringComparison.Ordinal);
        }

        await agent.Call.SayAsync(Orders.Kill("bystander"));
        Assert.Equal("Command terminated with signal Terminated", (await agent.Call.UpdateAsync()).Status.Message);
    }

    private static Protocol.Mesos.V1.Environment.Types.Variable Variable(TaskInfo task)
    {
        task.Command.Environment ??= new();
        task.Command.Environment.Variables.Add(new Protocol.Mesos.V1.Environment.Types.Variable { Name = "A", Value = "b" });
        return task.Command.Environment.Variables[^1];
    }

    private static void Hide(Protocol.Mesos.V1.Environment.Types.Variable variable, string value)
    {
        variable.Type = Protocol.Mesos.V1.Environment.Types.Variable.Types.Type.Secret;
        variable.ClearValue();
        variable.Secret = new Secret { Type = Secret.Types.Type.Value, Value = new Secret.Types.Value { Data = ByteString.CopyFromUtf8(value) } };
    }

    private static CommandInfo.Types.URI Uri(string value, string? output = null)
    {
        var uri = new CommandInfo.Types.URI { Value = value };
        if (output is not null)
            uri.OutputFile = output;
        return uri;
    }

    private static ContainerInfo Container(TaskInfo task) => task.Container ??= new ContainerInfo { Type = ContainerInfo.Types.Type.Mesos };

    private static Google.Protobuf.Collections.RepeatedField<Volume> Volumes(TaskInfo task) => Container(task).Volumes;

    private static Volume Shared(string place, string path) => new()
    {
        Mode = Volume.Types.Mode.Rw,
        ContainerPath = place,
        Source = new() { Type = Volume.Types.Source.Types.Type.SandboxPath, SandboxPath = new() { Type = PathType.Self, Path = path } },
    };

    private static Resource Persistent(string id, string place)
    {
        var volume = ExecutorOrders.Scalar("disk", 1);
        volume.Reservations.Add(new Protocol.Mesos.V1.Resource.Types.ReservationInfo { Type = Protocol.Mesos.V1.Resource.Types.ReservationInfo.Types.Type.Dynamic, Role = "dev" });
        volume.Disk = new() { Persistence = new() { Id = id }, Volume = new() { Mode = Volume.Types.Mode.Rw, ContainerPath = place } };
        return volume;
    }

    private static Value.Types.Scalar Amount(double value) => new() { Value = value };

    private static RLimitInfo Rlimit(Kind kind, ulong soft, ulong hard) => new() { Rlimits = { new RLimitInfo.Types.RLimit { Type = kind, Soft = soft, Hard = hard } } };
}
