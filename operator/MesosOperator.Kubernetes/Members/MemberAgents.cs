using MesosOperator.Core.Agents;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Views;

namespace MesosOperator.Kubernetes.Members;

/// <summary>Agents of member clusters that are there for the master alone.</summary>
internal static class MemberAgents
{
    /// <summary>
    /// Has agents of a cluster leave whose nodes are there no more. Each comes back once more with nothing, so that its tasks
    /// are told as lost; its node may join again as if it had never been there. Returns the hosts.
    /// </summary>
    public static async Task<IReadOnlyList<string>> LeaveAsync(MemberParts parts, string cluster, Func<AgentView, bool> isGone, CancellationToken stop)
    {
        var left = new List<string>();
        if (await parts.Master.ViewAsync(stop) is not { } view)
            return left;
        foreach (var agent in view.Agents.Concat(view.UnreachableAgents))
            if (agent.Info.Cluster == cluster && agent.State != AgentState.Connected && isGone(agent))
            {
                var link = parts.Numbers.Next();
                await parts.Master.PostAsync(new AgentCommand.Reregister(link, agent.Id, agent.Info, [], []) { Kept = agent.Books.Kept });
                await parts.Master.PostAsync(new AgentCommand.Leave(link));
                left.Add(agent.Info.Hostname);
            }

        return left;
    }

    /// <summary>Declares all agents of a cluster gone for good, of which nobody can say what runs on them.</summary>
    public static async Task MarkGoneAsync(MemberParts parts, string cluster, CancellationToken stop)
    {
        if (await parts.Master.ViewAsync(stop) is { } view)
            foreach (var agent in view.Agents.Concat(view.UnreachableAgents).Where(agent => agent.Info.Cluster == cluster))
                await parts.Master.PostAsync(new OperatorCommand.MarkAgentGone(agent.Id));
    }
}
