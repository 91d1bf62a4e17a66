using MesosOperator.AgentRuntime.Files;
using MesosOperator.AgentRuntime.Pictures;
using MesosOperator.AgentRuntime.Seeing;
using MesosOperator.AgentRuntime.Statistics;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.Protocol.Mesos.V1.Agent;
using MesosOperator.Protocol.Text;
using FileInfo = MesosOperator.Protocol.Mesos.V1.FileInfo;
using Task = MesosOperator.Protocol.Mesos.V1.Task;
using Type = MesosOperator.Protocol.Mesos.V1.Agent.Call.Types.Type;

namespace MesosOperator.AgentRuntime.Operators;

/// <summary>What calls of the agent's operator API read of the agent.</summary>
internal sealed class AgentReads(AgentSetting setting, AgentMetrics metrics, UsageMeter meter)
{
    /// <summary>The answer; null for what is no such read.</summary>
    public Response? Answer(Call call, AgentPicture agent) => call.Type switch
    {
        Type.GetHealth => new() { Type = Response.Types.Type.GetHealth, GetHealth = new() { Healthy = true } },
        Type.GetFlags => new()
        {
            Type = Response.Types.Type.GetFlags,
            GetFlags = new() { Flags = { setting.Flags.Select(flag => new Flag { Name = flag.Key, Value = flag.Value }) } },
        },
        Type.GetVersion => new() { Type = Response.Types.Type.GetVersion, GetVersion = new() { VersionInfo = new() { Version = MesosVersion.Spoken } } },
        Type.GetMetrics => new()
        {
            Type = Response.Types.Type.GetMetrics,
            GetMetrics = new() { Metrics = { metrics.Of(agent).Select(figure => new Metric { Name = figure.Key, Value = figure.Value }) } },
        },
        Type.GetLoggingLevel => new() { Type = Response.Types.Type.GetLoggingLevel, GetLoggingLevel = new() { Level = setting.Logging?.Level ?? 0 } },
        Type.GetState => new()
        {
            Type = Response.Types.Type.GetState,
            GetState = new() { GetTasks = Tasks(agent), GetExecutors = Executors(agent), GetFrameworks = Frameworks(agent) },
        },
        Type.GetContainers => Containers(call.GetContainers, agent),
        Type.GetFrameworks => new() { Type = Response.Types.Type.GetFrameworks, GetFrameworks = Frameworks(agent) },
        Type.GetExecutors => new() { Type = Response.Types.Type.GetExecutors, GetExecutors = Executors(agent) },
        Type.GetOperations => new() { Type = Response.Types.Type.GetOperations, GetOperations = new() },
        Type.GetResourceProviders => new() { Type = Response.Types.Type.GetResourceProviders, GetResourceProviders = new() },
        Type.GetTasks => new() { Type = Response.Types.Type.GetTasks, GetTasks = Tasks(agent) },
        Type.GetAgent => new() { Type = Response.Types.Type.GetAgent, GetAgent = new() { AgentInfo = agent.Info } },
        _ => null,
    };

    /// <summary>The entries of a folder.</summary>
    public static Response ListFiles(IEnumerable<FileInfo> entries) =>
        new() { Type = Response.Types.Type.ListFiles, ListFiles = new() { FileInfos = { entries } } };

    /// <summary>A piece of a file.</summary>
    public static Response ReadFile(FileFacts facts, ReadOnlyMemory<byte> data) => new()
    {
        Type = Response.Types.Type.ReadFile,
        ReadFile = new() { Size = (ulong)facts.Size, Data = Google.Protobuf.UnsafeByteOperations.UnsafeWrap(data) },
    };

    private static Response.Types.GetTasks Tasks(AgentPicture agent) => new()
    {
        LaunchedTasks = { TasksOf(agent.Executors, isOver: false) },
        TerminatedTasks = { TasksOf(agent.Executors, isOver: true) },
        CompletedTasks = { TasksOf(agent.Ended.Where(run => run.Launch.Member is null), isOver: true) },
    };

    private static IEnumerable<Task> TasksOf(IEnumerable<RunPicture> runs, bool isOver) =>
        from run in runs
        from task in run.Tasks
        where TaskStates.IsTerminal(task.State) == isOver
        select Describe(run, task);

    private static Task Describe(RunPicture run, TaskPicture task)
    {
        var described = new Task
        {
            Name = task.Info.Name,
            TaskId = task.Info.TaskId,
            FrameworkId = run.Launch.Framework.Id,
            AgentId = task.Info.AgentId,
            State = task.State,
            Resources = { task.Info.Resources },
            Labels = task.Info.Labels,
            Discovery = task.Info.Discovery,
            Container = task.Info.Container,
            HealthCheck = task.Info.HealthCheck,
            KillPolicy = task.Info.KillPolicy,
            Limits = { task.Info.Limits },
        };
        if (!run.IsCommand)
            described.ExecutorId = new ExecutorID { Value = run.Launch.ExecutorId };
        if (task.Latest is { } status)
            described.Statuses.Add(status);
        return described;
    }

    private static Response.Types.GetExecutors Executors(AgentPicture agent) => new()
    {
        Executors = { agent.Executors.Select(Describe) },
        CompletedExecutors = { agent.Ended.Where(run => run.Launch.Member is null).Select(Describe) },
    };

    private static Response.Types.GetExecutors.Types.Executor Describe(RunPicture run) => new() { ExecutorInfo = run.Executor };

    private static Response.Types.GetFrameworks Frameworks(AgentPicture agent)
    {
        var present = agent.ByFramework.ToDictionary(framework => framework.Key, framework => framework.First().Launch.Framework, StringComparer.Ordinal);
        var past = agent.Ended.Select(run => run.Launch.Framework).Where(framework => !present.ContainsKey(framework.Id.Value)).DistinctBy(framework => framework.Id.Value);
        return new()
        {
            Frameworks = { present.Values.Select(framework => new Response.Types.GetFrameworks.Types.Framework { FrameworkInfo = framework }) },
            CompletedFrameworks = { past.Select(framework => new Response.Types.GetFrameworks.Types.Framework { FrameworkInfo = framework }) },
        };
    }

    /// <summary>As recorded, not even an empty list where there are none.</summary>
    private Response Containers(Call.Types.GetContainers? wanted, AgentPicture agent)
    {
        var runs = (wanted?.ShowNested == true ? agent.Runs : agent.Executors).Where(run => run.Phase != TaskPhase.Launching).ToList();
        return new()
        {
            Type = Response.Types.Type.GetContainers,
            GetContainers = runs.Count == 0 ? null : new() { Containers = { runs.Select(Container) } },
        };
    }

    private Response.Types.GetContainers.Types.Container Container(RunPicture run) => new()
    {
        FrameworkId = run.Launch.Framework.Id,
        ExecutorId = new ExecutorID { Value = run.Launch.ExecutorId },
        ExecutorName = run.ExecutorName,
        ContainerId = ContainerIds.ToWire(run.Launch.ContainerId),
        ContainerStatus = ContainersJson.StatusOf(run),
        ResourceStatistics = meter.Measure(run),
    };
}
