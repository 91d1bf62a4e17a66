using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace MesosOperator.TestKit.Kubernetes.Servers;

/// <summary>
/// Nodes of a real API server on which nothing really runs: Pods that are bound to one begin at once, and end when they are
/// deleted, or at once where the command says <c>exit N</c>. A fake for what a kubelet does, as KWOK is one.
/// </summary>
public sealed class SimulatedNodes : IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    private readonly k8s.Kubernetes _client;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private readonly ConcurrentDictionary<string, string> _begun = new(StringComparer.Ordinal);

    private SimulatedNodes(k8s.Kubernetes client)
    {
        _client = client;
        _running = RunAsync();
    }

    /// <summary>How often the API server could not be asked.</summary>
    public int Failures { get; private set; }

    /// <summary>How many Pods have begun.</summary>
    public int Begun => _begun.Count;

    /// <summary>Makes nodes of that size.</summary>
    public static async Task<SimulatedNodes> StartAsync(KubeApiServer server, int count, string cpus, string memory, CancellationToken stop)
    {
        var client = server.Connect();
        for (var number = 1; number <= count; number++)
            await AddAsync(client, NodeOf(string.Create(CultureInfo.InvariantCulture, $"node-{number}"), cpus, memory), stop);
        return new SimulatedNodes(client);
    }

    /// <summary>Makes a node that is ready, and on which nothing ever begins.</summary>
    public static async Task AddSilentAsync(KubeApiServer server, string name, string cpus, string memory, CancellationToken stop)
    {
        using var client = server.Connect();
        await AddAsync(client, NodeOf(name, cpus, memory), stop);
    }

    /// <summary>Servers taint a new node until a controller has seen that it is ready.</summary>
    private static async Task AddAsync(k8s.Kubernetes client, V1Node node, CancellationToken stop)
    {
        await client.CoreV1.CreateNodeAsync(node, cancellationToken: stop);
        await client.CoreV1.PatchNodeAsync(new V1Patch("""{"spec":{"taints":null}}""", V1Patch.PatchType.MergePatch), node.Metadata.Name, cancellationToken: stop);
    }

    /// <summary>Has the service account that Pods of a namespace need, as a controller would make it.</summary>
    public static async Task AddNamespaceAsync(KubeApiServer server, string name, CancellationToken stop)
    {
        using var client = server.Connect();
        await client.CoreV1.CreateNamespaceAsync(new V1Namespace { Metadata = new V1ObjectMeta { Name = name } }, cancellationToken: stop);
        await client.CoreV1.CreateNamespacedServiceAccountAsync(new V1ServiceAccount { Metadata = new V1ObjectMeta { Name = "default" } }, name, cancellationToken: stop);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
        _client.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                foreach (var pod in (await _client.CoreV1.ListPodForAllNamespacesAsync(cancellationToken: _stop.Token)).Items)
                    await FollowAsync(pod);
            }
            catch (Exception gone) when (gone is HttpRequestException or HttpOperationException or OperationCanceledException)
            {
                Failures++;
            }

            await Task.Delay(LookEvery, TimeProvider.System, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FollowAsync(V1Pod pod)
    {
        if (pod.Spec.NodeName is null || pod.Status.Phase is "Succeeded" or "Failed")
            return;
        var isDeleted = pod.Metadata.DeletionTimestamp is not null;
        var states = pod.Spec.Containers.Select(container => StateOf(container, isDeleted)).ToArray();
        if (pod.Status.Phase == "Running" && states.All(state => state.Running is not null))
            return;
        var phase = states.All(state => state.Terminated is not null) ? states.All(state => state.Terminated.ExitCode == 0) ? "Succeeded" : "Failed" : "Running";
        pod.Status = new V1PodStatus
        {
            Phase = phase,
            ContainerStatuses = [.. pod.Spec.Containers.Zip(states, (container, state) => new V1ContainerStatus
            {
                Name = container.Name, Image = container.Image, ImageID = "", Ready = state.Running is not null, State = state,
            })],
        };
        try
        {
            await _client.CoreV1.ReplaceNamespacedPodStatusAsync(pod, pod.Metadata.Name, pod.Metadata.NamespaceProperty, cancellationToken: _stop.Token);
            if (phase == "Running")
                _begun[pod.Metadata.Uid] = pod.Metadata.Name;
        }
        catch (HttpOperationException changed) when (changed.Response.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.NotFound)
        {
            // It is looked at again soon.
        }
    }

    private static V1ContainerState StateOf(V1Container container, bool isDeleted)
    {
        const string exit = "exit ";
        const int terminated = 143;
        var command = container.Command?.LastOrDefault() ?? "";
        if (isDeleted)
            return new V1ContainerState { Terminated = new V1ContainerStateTerminated { ExitCode = terminated, Reason = "Error" } };
        return command.StartsWith(exit, StringComparison.Ordinal)
            ? new V1ContainerState { Terminated = new V1ContainerStateTerminated { ExitCode = int.Parse(command[exit.Length..], CultureInfo.InvariantCulture), Reason = "Completed" } }
            : new V1ContainerState { Running = new V1ContainerStateRunning() };
    }

    private static Dictionary<string, ResourceQuantity> Capacity(string cpus, string memory) =>
        new() { ["cpu"] = new(cpus), ["memory"] = new(memory), ["ephemeral-storage"] = new("4Gi"), ["pods"] = new("110") };

    private static V1Node NodeOf(string name, string cpus, string memory) => new()
    {
        Metadata = new V1ObjectMeta { Name = name },
        Status = new V1NodeStatus
        {
            Allocatable = Capacity(cpus, memory),
            Capacity = Capacity(cpus, memory),
            Conditions = [new V1NodeCondition { Type = "Ready", Status = "True" }],
            NodeInfo = new V1NodeSystemInfo
            {
                KubeletVersion = "v1.35.0",
                Architecture = "amd64",
                BootID = "",
                ContainerRuntimeVersion = "",
                KernelVersion = "",
                KubeProxyVersion = "",
                MachineID = "",
                OperatingSystem = "linux",
                OsImage = "",
                SystemUUID = "",
            },
        },
    };
}
