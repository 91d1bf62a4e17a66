using System.Globalization;
using k8s.Models;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Partitions;
using MesosOperator.Crds;
using MesosOperator.Crds.Clusters;
using MesosOperator.Kubernetes.Mapping;
using MesosOperator.Protocol.Mapping.Frameworks;
using MesosOperator.Protocol.Mapping.Tasks;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Kubernetes.Members.Pods;

/// <summary>
/// The Pod that runs what was ordered. Its name follows from who it is for, so that an order that is given twice makes one
/// Pod.
/// </summary>
internal static class PodPlan
{
    /// <summary>How long a task has to end that does not say, as with Mesos' command executor.</summary>
    private const int UsualGraceSeconds = 3;

    /// <summary>What a Pod's annotations may hold in all, less what others may want there.</summary>
    private const int OrderLengthMax = 200 * 1024;

    /// <summary>The name of the Pod of a task, or of tasks that run together, of which any tells.</summary>
    public static string NameOf(PodOrder order) =>
        ObjectNames.Of(order.Tasks[0].TaskId.Value, $"{order.FrameworkId} {order.Tasks[0].TaskId.Value} {order.AgentId}{(order.Epoch == 0 ? "" : $" {order.Epoch}")}");

    /// <summary>The Pod, or why there can be none.</summary>
    public static (V1Pod? Pod, string? Problem) For(PodOrder order, string node, PodSettings settings)
    {
        var text = order.Write();
        if (text.Length > OrderLengthMax)
            return (null, $"The description takes {text.Length} characters, and a Pod has room for {OrderLengthMax}");
        if (order.Executor is { Type: not Wire.ExecutorInfo.Types.Type.Default })
            return (null, "Executors of frameworks do not run in clusters");
        if (order.Executor is { } executor && DefaultExecutors.ContainerProblem(executor) is { } unsupported)
            return (null, unsupported);
        var (containers, fetchers, volumes) = (new List<V1Container>(), new List<V1Container>(), new VolumePlan(settings.Tasks, order.AgentId));
        for (var task = 0; task < order.Tasks.Length; task++)
        {
            var (container, problem) = ContainerPlan.For(order, task, node, settings.Tasks, volumes);
            if (problem is not null)
                return (null, problem);
            containers.Add(container!);
            var (fetcher, unfetchable) = FetchPlan.For(order.Tasks[task], task, settings.Tasks, container!.Resources);
            if (unfetchable is not null)
                return (null, unfetchable);
            if (fetcher is not null)
                fetchers.Add(fetcher);
        }

        var pod = PodOf(order, text, node, settings, containers);
        pod.Spec.InitContainers = fetchers.Count == 0 ? null : fetchers;
        pod.Spec.Volumes = [.. volumes.Volumes];
        return (pod, null);
    }

    private static V1Pod PodOf(PodOrder order, string text, string node, PodSettings settings, List<V1Container> containers)
    {
        var isDirect = settings.Tasks.Binding == PodBinding.Direct;
        return new V1Pod
        {
            Metadata = new V1ObjectMeta
            {
                Name = NameOf(order),
                NamespaceProperty = settings.Tasks.Namespace,
                Labels = new Dictionary<string, string>
                {
                    [Labels.ManagedBy] = Labels.Manager,
                    [Labels.Cluster] = settings.Cluster,
                    [Labels.Framework] = ObjectNames.Of(order.FrameworkId.Value),
                },
                Annotations = new Dictionary<string, string>
                {
                    [Annotations.Order] = text,
                    [Annotations.Epoch] = order.Epoch.ToString(CultureInfo.InvariantCulture),
                },
                Finalizers = [Finalizers.Report],
            },
            Spec = new V1PodSpec
            {
                NodeName = isDirect ? node : null,
                Affinity = isDirect ? null : AffinityTo(node),
                Containers = containers,
                RestartPolicy = "Never",
                AutomountServiceAccountToken = false,
                EnableServiceLinks = false,
                HostNetwork = order.Tasks.Any(ContainerPlan.WantsHostNetwork) ? true : null,
                TerminationGracePeriodSeconds = order.Tasks.Max(GraceSecondsOf),
                Tolerations = [.. TolerationsOf(order, settings)],
            },
        };
    }

    /// <summary>
    /// Taints do not matter to who was offered the node. Who is to be killed out of reach is, by the cluster itself, where the
    /// cluster cannot reach the node; the first toleration that fits counts.
    /// </summary>
    private static IEnumerable<V1Toleration> TolerationsOf(PodOrder order, PodSettings settings)
    {
        var ofFramework = PartitionPolicy.Read(FrameworkFromWire.Map(order.Framework).Info.Labels).Policy ?? settings.OnPartition;
        var kills = order.Tasks.Select(task => TaskFromWire.Map(task).OnPartition ?? ofFramework).Where(policy => policy?.Action == PartitionAction.Kill).ToArray();
        if (kills.Length > 0)
            foreach (var taint in (string[])["node.kubernetes.io/unreachable", "node.kubernetes.io/not-ready"])
                yield return new V1Toleration
                {
                    Key = taint,
                    OperatorProperty = "Exists",
                    Effect = "NoExecute",
                    TolerationSeconds = (long)kills.Min(policy => policy!.After.TotalSeconds),
                };
        yield return new V1Toleration { OperatorProperty = "Exists" };
    }

    /// <summary>How long a task has between being asked and being made to end.</summary>
    public static long GraceSecondsOf(Wire.TaskInfo task) =>
        task.KillPolicy?.GracePeriod is { } grace ? (grace.Nanoseconds + 999_999_999) / 1_000_000_000 : UsualGraceSeconds;

    private static V1Affinity AffinityTo(string node) => new()
    {
        NodeAffinity = new V1NodeAffinity
        {
            RequiredDuringSchedulingIgnoredDuringExecution = new V1NodeSelector
            {
                NodeSelectorTerms =
                [
                    new V1NodeSelectorTerm
                    {
                        MatchFields = [new V1NodeSelectorRequirement { Key = "metadata.name", OperatorProperty = "In", Values = [node] }],
                    },
                ],
            },
        },
    };
}
