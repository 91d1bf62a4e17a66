using System.Collections.Immutable;
using Google.Protobuf;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.AgentRuntime.Updates;
using MesosOperator.Core.Identity;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;
using Capability = MesosOperator.Protocol.Mesos.V1.AgentInfo.Types.Capability;

namespace MesosOperator.AgentRuntime.Agents;

/// <summary>How this agent stands with the operator: whether it is registered on the present connection, and its id.</summary>
internal sealed class Registration(AgentIdentity identity)
{
    private static readonly Capability[] Always =
    [
        new() { Type = Capability.Types.Type.MultiRole },
        new() { Type = Capability.Types.Type.HierarchicalRole },
        new() { Type = Capability.Types.Type.ReservationRefinement },
        new() { Type = Capability.Types.Type.ResizeVolume },
        new() { Type = Capability.Types.Type.AgentDraining },
    ];

    private readonly Capability[] _capabilities =
        identity.LimitsTasks ? [.. Always, new() { Type = Capability.Types.Type.TaskResourceLimits }] : Always;

    private AgentInfo _info = identity.Info;
    private AgentInfo _told = identity.Info;
    private bool _isOpen;

    /// <summary>The id given by the operator, kept for the life of the work directory.</summary>
    public string? AgentId { get; private set; }

    /// <summary>
    /// What operations of frameworks and operators have made of the resources of this agent.
    /// </summary>
    public IReadOnlyList<Resource> KeptResources { get; set; } = [];

    /// <summary>Registered on the present connection.</summary>
    public bool IsUp { get; private set; }

    /// <summary>What this agent can do.</summary>
    public ImmutableArray<Capability> Capabilities => [.. _capabilities];

    /// <summary>The agent with its id, once it has one.</summary>
    public AgentInfo Describe() => AgentId is null ? _info : new AgentInfo(_info) { Id = new AgentID { Value = AgentId } };

    /// <summary>What to say first on a new connection.</summary>
    public AgentMessage Open(IEnumerable<TaskEntry> tasks, StatusUpdateManager updates)
    {
        (_isOpen, IsUp, _told) = (true, false, _info);
        return AgentId is null
            ? new AgentMessage { Register = Register() }
            : new AgentMessage { Reregister = Reregister(AgentId, tasks, updates) };
    }

    /// <summary>What an earlier process knew.</summary>
    public void Recover(RecoveredAgent agent) => (AgentId, KeptResources) = (agent.AgentId, agent.Kept);

    public void Close() => (_isOpen, IsUp) = (false, false);

    /// <summary>The host has changed.</summary>
    public void Change(AgentInfo info) => _info = info;

    /// <summary>What to say of a change of the host that the operator was not told of; null where there is none, or nobody to tell it to yet.</summary>
    public AgentMessage? News()
    {
        if (!IsUp || _told.Equals(_info))
            return null;
        _told = _info;
        return new AgentMessage
        {
            UpdateInfo = new() { Info = Describe(), Version = identity.Version, Capabilities = { _capabilities }, Ip = identity.Address.ToString() },
        };
    }

    /// <summary>The operator has registered the agent; what is wrong with that, or null.</summary>
    public string? Accept(OperatorMessage.Types.Registered registered)
    {
        var agentId = registered.AgentId.Value;
        if (!_isOpen || IsUp)
            return "the operator registered the agent without being asked";
        if (IdRules.Problem(agentId) is { } problem)
            return $"the operator gave an unusable agent id: {problem}";
        if (AgentId is not null && AgentId != agentId)
            return $"the operator took agent {AgentId} for {agentId}";
        AgentId = agentId;
        IsUp = true;
        return null;
    }

    private AgentMessage.Types.Register Register() => new()
    {
        Info = _info,
        Version = identity.Version,
        Capabilities = { _capabilities },
        Instance = identity.Instance,
        Ip = identity.Address.ToString(),
    };

    private AgentMessage.Types.Reregister Reregister(string agentId, IEnumerable<TaskEntry> tasks, StatusUpdateManager updates)
    {
        var id = new AgentID { Value = agentId };
        var known = tasks.Where(entry => !entry.IsMuted).ToList();
        return new AgentMessage.Types.Reregister
        {
            Info = new AgentInfo(_info) { Id = id },
            Version = identity.Version,
            Capabilities = { _capabilities },
            Instance = identity.Instance,
            Ip = identity.Address.ToString(),
            AgentId = id,
            Frameworks = { known.Select(entry => entry.Launch.Framework).Reverse().DistinctBy(framework => framework.Id.Value) },
            KeptResources = { KeptResources },
            Tasks = { known.Select(entry => Describe(entry, id, updates.InFlight(entry.Launch.Key))) },
        };
    }

    /// <summary>An executor as the operator is told of it when the agent is back.</summary>
    internal static ExecutorInfo Describe(TaskLaunch run)
    {
        var info = new ExecutorInfo(run.Executor) { FrameworkId = run.Framework.Id };
        foreach (var resource in info.Resources)
            resource.AllocationInfo ??= new Resource.Types.AllocationInfo { Role = run.AllocationRole };
        return info;
    }

    private static Protocol.Mesos.V1.Task Describe(TaskEntry entry, AgentID agentId, TaskStatus? inFlight)
    {
        var task = Describe(entry.Launch.Task, entry.Launch.Framework.Id, agentId, entry.LatestStatus, inFlight);
        if (entry.Launch.Member is { } member)
            task.ExecutorId = member.Executor.ExecutorId;
        return task;
    }

    /// <summary>A task as the operator is told of it when the agent is back.</summary>
    internal static Protocol.Mesos.V1.Task Describe(TaskInfo info, FrameworkID framework, AgentID agentId, TaskStatus? latest, TaskStatus? inFlight)
    {
        var task = new Protocol.Mesos.V1.Task
        {
            Name = info.Name,
            TaskId = info.TaskId,
            FrameworkId = framework,
            AgentId = agentId,
            State = latest?.State ?? TaskState.TaskStaging,
            Resources = { info.Resources },
            Labels = info.Labels,
            Discovery = info.Discovery,
            Container = info.Container,
            HealthCheck = info.HealthCheck,
            KillPolicy = info.KillPolicy,
            Limits = { info.Limits },
        };
        if (info.Command is { HasUser: true, User: var user })
            task.User = user;
        if (latest is not null)
            task.Statuses.Add(latest);
        if (inFlight is not null)
            (task.StatusUpdateState, task.StatusUpdateUuid) = (inFlight.State, inFlight.Uuid);
        return task;
    }
}
