using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.Models;
using MesosOperator.Core.Maintenance;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Mapping;
using MesosOperator.Kubernetes.Permissions;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Kubernetes.Storage;

/// <summary>
/// Keeps which machines are scheduled for maintenance and which are under it in one ConfigMap, where people can read it.
/// It is changed by calls; who edits it changes what the next leader begins with.
/// </summary>
internal sealed class MaintenanceRecords(ResourceClient<V1ConfigMap> client, string operatorNamespace, ILogger<MaintenanceRecords> logger)
{
    private const string Name = "mesos-operator-maintenance";
    private const string Entry = "maintenance.json";

    /// <summary>What it asks of the API server.</summary>
    public static readonly ImmutableArray<Permission> Permissions =
    [
        Permission.InOwnNamespace("", "configmaps", "create"),
        Permission.InOwnNamespace("", "configmaps", "get", "patch", "delete") with { Names = [Name] },
    ];

    private readonly ResourceKey _key = new(operatorNamespace, Name);

    public async Task<MaintenancePlan> LoadAsync(CancellationToken stop)
    {
        if ((await client.FindAsync(_key, stop))?.Data?.TryGetValue(Entry, out var text) is not true)
            return MaintenancePlan.None;
        try
        {
            return MaintenanceMapping.PlanOf(text);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            StoreLog.LeftOut(logger, V1ConfigMap.KubeKind, _key.ToString(), e.Message);
            return MaintenancePlan.None;
        }
    }

    public async Task KeepAsync(MaintenancePlan plan, CancellationToken stop)
    {
        if (plan.IsEmpty)
        {
            await client.DeleteAsync(_key, stop);
            return;
        }

        await client.PatchAsync(_key, "", ResourcePatch.ApplyOwn(new JsonObject
        {
            ["apiVersion"] = client.Kind.ApiVersion,
            ["kind"] = client.Kind.Kind,
            ["metadata"] = new JsonObject { ["name"] = _key.Name, ["namespace"] = _key.Namespace },
            ["data"] = new JsonObject { [Entry] = MaintenanceMapping.TextOf(plan) },
        }), stop);
    }
}
