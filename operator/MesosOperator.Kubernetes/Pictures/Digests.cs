using MesosOperator.Core.Agents;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Views;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;
using MesosOperator.Crds.Frameworks;

namespace MesosOperator.Kubernetes.Pictures;

/// <summary>What objects show of the master's picture, in a form that can be compared: what is equal is not written again.</summary>
internal sealed record Digests(
    Dictionary<FrameworkId, Digests.OfFramework> Frameworks,
    Dictionary<AgentId, Digests.OfAgent> Agents,
    Dictionary<RoleName, Digests.OfRole> Roles)
{
    public static readonly Digests None = new([], [], []);

    /// <summary>Of a picture; what is merely offered changes all the time and counts only when it is asked for.</summary>
    public static Digests Of(Picture picture, PictureDetail detail, Digests before) => new(
        picture.Frameworks.ToDictionary(
            entry => entry.Key,
            entry => OfOne(entry.Value, detail == PictureDetail.Offers ? entry.Value.Offers.Length : before.Frameworks.GetValueOrDefault(entry.Key)?.Offers ?? 0)),
        picture.Agents.ToDictionary(
            entry => entry.Key,
            entry => OfOne(entry.Value, detail == PictureDetail.Offers ? entry.Value.Offered : before.Agents.GetValueOrDefault(entry.Key)?.Offered ?? ResourceSet.Empty)),
        picture.Roles.ToDictionary(entry => entry.Key, entry => OfOne(entry.Value)));

    /// <summary>The keys whose values differ, and those that only one has.</summary>
    public static IEnumerable<TKey> Differences<TKey, TValue>(Dictionary<TKey, TValue> before, Dictionary<TKey, TValue> after) where TKey : notnull =>
        after.Where(entry => !before.TryGetValue(entry.Key, out var old) || !Equals(old, entry.Value)).Select(entry => entry.Key)
            .Concat(before.Keys.Where(key => !after.ContainsKey(key)));

    private static OfFramework OfOne(FrameworkView framework, int offers) =>
        new(framework.State, framework.Info, framework.Used, offers, TaskTally.Of(framework), framework.UnregisteredAt)
        {
            InverseOffers = string.Join(' ', framework.InverseOffers.Select(offer => offer.Id)),
        };

    private static OfAgent OfOne(AgentView agent, ResourceSet offered) =>
        new(agent.State, agent.IsRecovering, agent.Total, agent.Used, offered, agent.Duty, agent.UnreachableSince);

    private static OfRole OfOne(RoleView role) => new(role.Weight, Shares.Text(role.DominantShare), role.Held, role.UnmetDemand, role.Frameworks.Length);

    internal sealed record OfFramework(
        FrameworkState State, FrameworkInfo Info, ResourceSet Used, int Offers, TaskCounts Tasks, Instant? UnregisteredAt)
    {
        /// <summary>The ids of those that wait for an answer; what one says never changes.</summary>
        public string InverseOffers { get; init; } = "";
    }

    internal sealed record OfAgent(
        AgentState State, bool IsRecovering, ResourceSet Total, ResourceSet Used, ResourceSet Offered, AgentDuty Duty, Instant? UnreachableSince);

    internal sealed record OfRole(double Weight, string Share, ResourceQuantities Held, ResourceQuantities UnmetDemand, int Frameworks);
}
