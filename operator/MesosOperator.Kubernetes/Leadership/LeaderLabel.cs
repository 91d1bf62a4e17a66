using System.Collections.Immutable;
using System.Text.Json.Nodes;
using k8s.Models;
using MesosOperator.Crds;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Permissions;
using MesosOperator.Kubernetes.Timing;
using MesosOperator.Runtime.Ports;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Kubernetes.Leadership;

/// <summary>
/// Keeps a label on the Pod of the process that leads and on no other, so that a Service can follow the leader. It follows
/// the election; what decides who leads is the lease alone.
/// </summary>
internal sealed class LeaderLabel(
    ResourceClient<V1Pod> pods, ResourceKey own, ILeadership leadership, Backoff backoff, TimeProvider time, ILogger<LeaderLabel> logger)
{
    /// <summary>What it asks of the API server.</summary>
    public static readonly ImmutableArray<Permission> Permissions = [Permission.InOwnNamespace("", "pods", "get", "list", "patch")];

    /// <summary>The value of the label.</summary>
    public const string Value = "true";

    private const int PageSize = 100;
    private static readonly TimeSpan RemoveLimit = TimeSpan.FromSeconds(2);

    /// <summary>Follows the election until it is stopped, and then takes the label off.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            var status = leadership.Current;
            while (true)
            {
                await ShowAsync(status, stop);
                status = await leadership.ChangedAsync(status, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await RemoveAtLastAsync();
        }
    }

    /// <summary>Tries until the Pods show it, or it is not true any more.</summary>
    private async Task ShowAsync(LeadershipStatus status, CancellationToken stop)
    {
        for (var failures = 1; leadership.Current == status; failures++)
        {
            try
            {
                if (status.State == LeadershipState.Leading)
                    await TakeAsync(stop);
                else
                    await RemoveOwnAsync(stop);
                return;
            }
            catch (ApiServerException e)
            {
                if (failures == 1)
                    LeadershipLog.NotLabelled(logger, own.Name, e.Message);
                await Task.Delay(backoff.After(failures), time, stop);
            }
        }
    }

    private async Task TakeAsync(CancellationToken stop)
    {
        await PatchAsync(own, Value, stop);
        var continuation = "";
        do
        {
            var page = await pods.ListAsync(new ResourceQuery(own.Namespace, Labels.Leader), PageSize, continuation, stop);
            foreach (var stale in page.Items.Select(ResourceKey.Of).Where(pod => pod != own))
                await PatchAsync(stale, null, stop);
            continuation = page.Continue;
        }
        while (continuation.Length > 0);
    }

    private async Task RemoveOwnAsync(CancellationToken stop)
    {
        if ((await pods.FindAsync(own, stop))?.Metadata.Labels?.ContainsKey(Labels.Leader) == true)
            await PatchAsync(own, null, stop);
    }

    private async Task RemoveAtLastAsync()
    {
        using var late = new CancellationTokenSource(RemoveLimit, time);
        try
        {
            await RemoveOwnAsync(late.Token);
        }
        catch (Exception e) when (e is ApiServerException or OperationCanceledException)
        {
            LeadershipLog.NotLabelled(logger, own.Name, e.Message);
        }
    }

    /// <summary>A Pod that is gone needs no label.</summary>
    private async Task PatchAsync(ResourceKey pod, string? value, CancellationToken stop)
    {
        var labels = new JsonObject { [Labels.Leader] = value };
        try
        {
            await pods.PatchAsync(pod, "", ResourcePatch.Merge(new JsonObject { ["metadata"] = new JsonObject { ["labels"] = labels } }), stop);
        }
        catch (ApiServerException e) when (e.Failure == ApiFailure.NotFound && value is null)
        {
            // That is what was wanted.
        }
    }
}
