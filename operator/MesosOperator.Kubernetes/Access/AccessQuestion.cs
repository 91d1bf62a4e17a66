using k8s.Models;
using MesosOperator.Core.Identity;
using MesosOperator.Crds;
using MesosOperator.Kubernetes.Mapping;
using MesosOperator.Runtime.Access;

namespace MesosOperator.Kubernetes.Access;

/// <summary>A request for access in the words of Kubernetes' roles, and in those for people.</summary>
internal static class AccessQuestion
{
    /// <summary>Whether a subject may do it.</summary>
    public static V1SubjectAccessReviewSpec For(Subject subject, AccessRequest request) => new()
    {
        User = subject.User,
        Groups = [.. subject.Groups],
        ResourceAttributes = Resource(request),
        NonResourceAttributes = NonResource(request),
    };

    /// <summary>As the end of a sentence: not authorized to …</summary>
    public static string Describe(AccessRequest request) => request switch
    {
        AccessRequest.SubscribeFramework framework => $"subscribe as framework '{Place(framework.Namespace)}{framework.Name}'",
        AccessRequest.UseRole role => $"use role '{role.Role}'",
        AccessRequest.ClaimPrincipal claim => $"name principal '{claim.Name}' without its credentials",
        AccessRequest.TearDownFramework framework => $"tear down framework '{Place(framework.Namespace)}{framework.Name}'",
        AccessRequest.ReadState read => $"read {read.Path}",
        AccessRequest.UpdateQuota quota => $"change the quota of role '{quota.Role}'",
        AccessRequest.UpdateWeight weight => $"change the weight of role '{weight.Role}'",
        AccessRequest.UpdateReservations reservations => $"change reservations for role '{reservations.Role}'",
        AccessRequest.UpdateVolumes volumes => $"change volumes of role '{volumes.Role}'",
        AccessRequest.ChangeMaintenance => "change the maintenance of machines",
        AccessRequest.ChangeAgent agent => $"deactivate, drain or reactivate agent '{agent.AgentId}'",
        AccessRequest.MarkAgentGone agent => $"mark agent '{agent.AgentId}' gone",
        AccessRequest.ReadAgent agent => $"read what agent '{agent.AgentId}' runs",
        AccessRequest.ReadSandboxes agent => $"look into the sandboxes of agent '{agent.AgentId}'",
        AccessRequest.RunBesideTasks agent => $"run programs beside the tasks of agent '{agent.AgentId}'",
        AccessRequest.SetLoggingLevel => "set the logging level",
        _ => throw Unknown(request),
    };

    private static V1NonResourceAttributes? NonResource(AccessRequest request) => request switch
    {
        AccessRequest.ReadState read => new() { Verb = "get", Path = read.Path },
        AccessRequest.SetLoggingLevel => new() { Verb = "update", Path = "/logging/toggle" },
        _ => null,
    };

    private static V1ResourceAttributes? Resource(AccessRequest request) => request switch
    {
        AccessRequest.SubscribeFramework framework => Of("frameworks", "subscribe", framework.Name, framework.Namespace),
        AccessRequest.TearDownFramework framework => Of("frameworks", "teardown", framework.Name, framework.Namespace),
        AccessRequest.UseRole role => Of("roles", "use", role.Role),
        AccessRequest.UpdateQuota quota => Of("roles", "update", quota.Role, subresource: "quota"),
        AccessRequest.UpdateWeight weight => Of("roles", "update", weight.Role, subresource: "weight"),
        AccessRequest.UpdateReservations reservations => Of("roles", "update", reservations.Role, subresource: "reservations"),
        AccessRequest.UpdateVolumes volumes => Of("roles", "update", volumes.Role, subresource: "volumes"),
        AccessRequest.ChangeMaintenance => Of("agents", "update", "", subresource: "maintenance"),
        AccessRequest.ChangeAgent agent => Of("agents", "update", NameOf(agent.AgentId, agent.Hostname), subresource: "duty"),
        AccessRequest.MarkAgentGone agent => Of("agents", "update", NameOf(agent.AgentId, agent.Hostname), subresource: "gone"),
        AccessRequest.ReadAgent agent => Of("agents", "get", NameOf(agent.AgentId, agent.Hostname), subresource: "state"),
        AccessRequest.ReadSandboxes agent => Of("agents", "get", NameOf(agent.AgentId, agent.Hostname), subresource: "files"),
        AccessRequest.RunBesideTasks agent => Of("agents", "create", NameOf(agent.AgentId, agent.Hostname), subresource: "exec"),
        AccessRequest.ReadState or AccessRequest.SetLoggingLevel => null,
        _ => throw Unknown(request),
    };

    /// <summary>The name of the agent's object; the id where none can be known.</summary>
    private static string NameOf(string id, string hostname) => hostname.Length == 0 ? id : ObjectNames.Of(new AgentId(id), hostname);

    private static V1ResourceAttributes Of(string resource, string verb, string name, string @namespace = "", string? subresource = null) => new()
    {
        Group = ApiGroup.Name,
        Resource = resource,
        Subresource = subresource,
        Verb = verb,
        Name = name,
        NamespaceProperty = @namespace.Length == 0 ? null : @namespace,
    };

    private static string Place(string @namespace) => @namespace.Length == 0 ? "" : @namespace + "/";

    private static ArgumentException Unknown(AccessRequest request) => new($"{request.GetType().Name} has no words in Kubernetes.", nameof(request));
}
