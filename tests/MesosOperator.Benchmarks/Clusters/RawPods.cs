using System.Globalization;
using Google.Protobuf;
using k8s;
using k8s.Models;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Members.Pods;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.Benchmarks.Clusters;

/// <summary>
/// Pods such as the operator makes, made by nobody in particular: their text is there before the first is sent, and nothing
/// of the answers is read.
/// </summary>
internal static class RawPods
{
    /// <summary>As many at a time on each server as the operator's workers are.</summary>
    private const int AtOnce = 32;

    private static int _made;

    /// <summary>Makes Pods, as many on each server.</summary>
    public static Task MakeAsync(IReadOnlyList<MemberServer> members, int count) => Task.WhenAll(members.Select(member =>
    {
        var first = Interlocked.Add(ref _made, count);
        var bodies = Enumerable.Range(0, count / members.Count).Select(number => BodyOf(member, first + number)).ToArray();
        return Parallel.ForEachAsync(bodies, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (body, stop) =>
            await member.Api.AskAsync(new(HttpMethod.Post, $"api/v1/namespaces/{MemberServer.OtherNamespace}/pods?fieldManager=benchmark", body), stop));
    }));

    /// <summary>Makes Pods as programs do that use KubernetesClient: each is an object, and so is what the server answers.</summary>
    public static Task MakeWithClientAsync(IReadOnlyList<MemberServer> members, int count) => Task.WhenAll(members.Select(member =>
    {
        var first = Interlocked.Add(ref _made, count);
        var pods = Enumerable.Range(0, count / members.Count).Select(number => PodOf(member, first + number)).ToArray();
        return Parallel.ForEachAsync(pods, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (pod, stop) =>
            await member.Client.CreateNamespacedPodAsync(pod, MemberServer.OtherNamespace, fieldManager: "benchmark", cancellationToken: stop));
    }));

    private static string BodyOf(MemberServer member, int number) => KubernetesJson.Serialize(PodOf(member, number));

    /// <summary>What differs is whose they are.</summary>
    private static V1Pod PodOf(MemberServer member, int number)
    {
        var task = PoolFramework.TaskOf(string.Create(CultureInfo.InvariantCulture, $"raw-{number}"), new AgentID { Value = Guid.Empty.ToString() });
        var order = new OperatorMessage
        {
            RunTask = new()
            {
                Framework = new FrameworkInfo { Id = new FrameworkID { Value = "benchmark-0001" }, Name = "benchmark", User = "nobody", Roles = { "benchmark" } },
                Task = task,
                AllocationRole = "benchmark",
            },
        };
        var settings = new PodSettings(member.Name, new() { Namespace = MemberServer.OtherNamespace, DefaultImage = "busybox" });
        var pod = PodPlan.For(PodOrder.Read(Convert.ToBase64String(order.ToByteArray()))!, member.NodeOf(1), settings).Pod!;
        pod.Metadata.Labels[Crds.Labels.Cluster] = "nobody";
        (pod.ApiVersion, pod.Kind) = (V1Pod.KubeApiVersion, V1Pod.KubeKind);
        return pod;
    }
}
