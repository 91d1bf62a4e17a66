using System.Globalization;
using k8s.Models;
using MesosOperator.Core.Identity;
using MesosOperator.Crds;
using MesosOperator.Kubernetes.Mapping;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Kubernetes.Members.Pods;

/// <summary>The claim that stands for a persistent volume of a node. Its name follows from whose it is, so that there is one.</summary>
internal static class ClaimPlan
{
    /// <summary>
    /// The node on which the volume is to be made. A scheduler that binds Pods writes it; where the operator binds them nobody
    /// else would.
    /// </summary>
    private const string SelectedNode = "volume.kubernetes.io/selected-node";

    public static string NameOf(AgentId agent, string role, string volume) => ObjectNames.Of(volume, $"{agent} {role} {volume}");

    /// <summary>The role that has reserved it.</summary>
    public static string RoleOf(Wire.Resource resource) => resource.Reservations.Count > 0 ? resource.Reservations[^1].Role : "";

    /// <summary>The claims that the tasks of an order need, each once.</summary>
    public static IEnumerable<V1PersistentVolumeClaim> For(PodOrder order, string node, PodSettings settings) => order.Tasks
        .SelectMany(task => task.Resources)
        .Where(resource => resource.Disk?.Persistence is not null)
        .Select(resource => For(order.AgentId, resource, node, settings))
        .DistinctBy(claim => claim.Metadata.Name);

    private static V1PersistentVolumeClaim For(AgentId agent, Wire.Resource resource, string node, PodSettings settings) => new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = NameOf(agent, RoleOf(resource), resource.Disk.Persistence.Id),
            NamespaceProperty = settings.Tasks.Namespace,
            Labels = new Dictionary<string, string>
            {
                [Labels.ManagedBy] = Labels.Manager,
                [Labels.Cluster] = settings.Cluster,
            },
            Annotations = new Dictionary<string, string> { [SelectedNode] = node },
        },
        Spec = new V1PersistentVolumeClaimSpec
        {
            AccessModes = ["ReadWriteOnce"],
            StorageClassName = settings.Tasks.StorageClass,
            Resources = new V1VolumeResourceRequirements
            {
                Requests = new Dictionary<string, ResourceQuantity> { ["storage"] = new(string.Create(CultureInfo.InvariantCulture, $"{(long)Math.Ceiling(resource.Scalar.Value)}Mi")) },
            },
        },
    };
}
