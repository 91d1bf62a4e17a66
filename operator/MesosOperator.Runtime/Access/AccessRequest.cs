namespace MesosOperator.Runtime.Access;

/// <summary>Something that not everybody may do.</summary>
public abstract record AccessRequest
{
    private AccessRequest()
    {
    }

    /// <summary>To subscribe as a framework. The namespace is empty while no object stands for it.</summary>
    public sealed record SubscribeFramework(string Namespace, string Name) : AccessRequest;

    /// <summary>To be offered resources in a role; its path, such as <c>eng/dev</c>.</summary>
    public sealed record UseRole(string Role) : AccessRequest;

    /// <summary>To name a principal without having proven to be it.</summary>
    public sealed record ClaimPrincipal(string Name) : AccessRequest;

    /// <summary>To end a framework of others with all its tasks.</summary>
    public sealed record TearDownFramework(string Namespace, string Name) : AccessRequest;

    /// <summary>To read what a path of the HTTP API tells; without the name of the master's process.</summary>
    public sealed record ReadState(string Path) : AccessRequest;

    /// <summary>To change what a role is guaranteed and limited to.</summary>
    public sealed record UpdateQuota(string Role) : AccessRequest;

    /// <summary>To change the weight of a role.</summary>
    public sealed record UpdateWeight(string Role) : AccessRequest;

    /// <summary>To reserve resources of agents for a role, and to give them back.</summary>
    public sealed record UpdateReservations(string Role) : AccessRequest;

    /// <summary>To make, change and destroy volumes of a role.</summary>
    public sealed record UpdateVolumes(string Role) : AccessRequest;

    /// <summary>To deactivate, drain and reactivate an agent. The host is empty for an agent that is not known.</summary>
    public sealed record ChangeAgent(string AgentId, string Hostname) : AccessRequest;

    /// <summary>To read what an agent is, runs and uses.</summary>
    public sealed record ReadAgent(string AgentId, string Hostname) : AccessRequest;

    /// <summary>To look into the sandboxes of an agent's tasks.</summary>
    public sealed record ReadSandboxes(string AgentId, string Hostname) : AccessRequest;

    /// <summary>To run programs beside the tasks of an agent.</summary>
    public sealed record RunBesideTasks(string AgentId, string Hostname) : AccessRequest;

    /// <summary>To let the operator log more for a while.</summary>
    public sealed record SetLoggingLevel : AccessRequest;

    /// <summary>To schedule maintenance, and to take machines down and give them back.</summary>
    public sealed record ChangeMaintenance : AccessRequest;

    /// <summary>To declare that an agent never comes back. The host is empty for an agent that is not known.</summary>
    public sealed record MarkAgentGone(string AgentId, string Hostname) : AccessRequest;
}
