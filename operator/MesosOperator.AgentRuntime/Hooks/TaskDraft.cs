using MesosOperator.AgentRuntime.Devices;
using MesosOperator.AgentRuntime.Launching;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Tasks;

namespace MesosOperator.AgentRuntime.Hooks;

/// <summary>The process of a task as the hooks put it together.</summary>
internal sealed class TaskDraft(TaskLaunch launch)
{
    public TaskLaunch Launch { get; } = launch;

    /// <summary>The whole environment of the process.</summary>
    public SortedDictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    /// <summary>Folders outside of the sandbox that belong to the user of the task.</summary>
    public List<string> Owned { get; } = [];

    /// <summary>Folders outside of the sandbox that the task may see, whoever owns them.</summary>
    public List<string> Shown { get; } = [];

    /// <summary>Who it runs as; null: as the agent does.</summary>
    public SystemUser? User { get; set; }

    /// <summary>Bounds of its output; null: none.</summary>
    public LogBounds? Logs { get; set; }

    /// <summary>Limits of setrlimit(2).</summary>
    public List<ResourceLimit> Limits { get; } = [];

    /// <summary>What it may do beyond the rights of its user; null: what the agent may.</summary>
    public Privileges? Privileges { get; set; }

    /// <summary>Its view of the host; null: the agent's.</summary>
    public PrivateView? View { get; set; }

    /// <summary>Its control groups; null: those of the agent.</summary>
    public TaskCgroup? Cgroup { get; set; }

    /// <summary>Devices that it holds.</summary>
    public List<DeviceNode> Devices { get; } = [];

    /// <summary>What was found to be wrong, for the framework to read; null: nothing.</summary>
    public string? Problem { get; set; }

    /// <summary>Path of the program.</summary>
    public string Executable { get; set; } = "";

    /// <summary>All arguments, the program's own name first.</summary>
    public List<string> Arguments { get; } = [];
}
