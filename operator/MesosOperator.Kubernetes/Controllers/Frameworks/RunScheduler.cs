using System.Collections.Immutable;
using System.Text.Json.Nodes;
using k8s.Models;
using MesosOperator.Crds;
using MesosOperator.Crds.Frameworks;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Mapping;
using MesosOperator.Kubernetes.Permissions;
using MesosOperator.Kubernetes.Reconciling;

namespace MesosOperator.Kubernetes.Controllers.Frameworks;

/// <summary>
/// Keeps a framework's own program running as a Deployment that belongs to its object. The program finds the Mesos API and
/// its identity in its environment.
/// </summary>
internal sealed class RunScheduler(ResourceClient<V1Deployment> deployments, SchedulerOptions options)
{
    /// <summary>What it asks of the API server.</summary>
    public static readonly ImmutableArray<Permission> Permissions =
    [
        Permission.InCluster("apps", "deployments", "get", "create", "patch", "delete"),
    ];

    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

    /// <summary>What keeps the program from running, if anything, and when to look again.</summary>
    public async Task<(string? Problem, Requeue Next)> RunAsync(V1Alpha1Framework framework, CancellationToken stop)
    {
        var key = new ResourceKey(framework.Metadata.NamespaceProperty, ObjectNames.Of($"{framework.Metadata.Name}-scheduler"));
        if (framework.Spec.Scheduler is not { } scheduler)
        {
            if (framework.Status?.ObservedGeneration is { } seen && seen != framework.Metadata.Generation)
                await DeleteOwnAsync(framework, key, stop);
            return (null, Requeue.Never);
        }

        try
        {
            await deployments.PatchAsync(key, "", ResourcePatch.ApplyOwn(Deployment(framework, scheduler, key)), stop);
            return (null, Requeue.After(LookAgain));
        }
        catch (ApiServerException failure) when (failure.Failure is ApiFailure.Invalid or ApiFailure.Rejected or ApiFailure.NotFound)
        {
            return ($"spec.scheduler: {failure.Message}", Requeue.After(LookAgain));
        }
    }

    private async Task DeleteOwnAsync(V1Alpha1Framework framework, ResourceKey key, CancellationToken stop)
    {
        if (await deployments.FindAsync(key, stop) is { } found
            && found.Metadata.OwnerReferences?.Any(owner => owner.Uid == framework.Metadata.Uid) == true)
            await deployments.DeleteAsync(key, stop);
    }

    private JsonObject Deployment(V1Alpha1Framework framework, FrameworkScheduler scheduler, ResourceKey key)
    {
        var labels = new JsonObject { [Labels.Framework] = ObjectNames.Of(framework.Metadata.Name) };
        return new JsonObject
        {
            ["apiVersion"] = deployments.Kind.ApiVersion,
            ["kind"] = deployments.Kind.Kind,
            ["metadata"] = new JsonObject
            {
                ["name"] = key.Name,
                ["namespace"] = key.Namespace,
                ["labels"] = labels.DeepClone(),
                ["ownerReferences"] = new JsonArray(new JsonObject
                {
                    ["apiVersion"] = framework.ApiVersion,
                    ["kind"] = framework.Kind,
                    ["name"] = framework.Metadata.Name,
                    ["uid"] = framework.Metadata.Uid,
                    ["controller"] = true,
                }),
            },
            ["spec"] = new JsonObject
            {
                ["replicas"] = scheduler.Replicas,
                ["selector"] = new JsonObject { ["matchLabels"] = labels.DeepClone() },
                ["template"] = Template(framework, scheduler, labels),
            },
        };
    }

    private JsonObject Template(V1Alpha1Framework framework, FrameworkScheduler scheduler, JsonObject labels)
    {
        var template = scheduler.Template.DeepClone().AsObject();
        var metadata = template["metadata"] as JsonObject ?? [];
        var ofTemplate = metadata["labels"]?.DeepClone() as JsonObject ?? [];
        foreach (var (name, value) in labels)
            ofTemplate[name] = value!.DeepClone();
        metadata["labels"] = ofTemplate;
        template["metadata"] = metadata.Parent is null ? metadata : metadata.DeepClone();
        foreach (var container in (template["spec"]?["containers"] as JsonArray ?? []).OfType<JsonObject>())
            container["env"] = WithOurs(container["env"] as JsonArray ?? [], framework);
        return template;
    }

    /// <summary>What the template sets itself wins.</summary>
    private JsonArray WithOurs(JsonArray variables, V1Alpha1Framework framework)
    {
        var merged = variables.DeepClone().AsArray();
        foreach (var (name, value) in new[]
        {
            ("MESOS_MASTER", options.MasterUrl),
            ("MESOS_FRAMEWORK_ID", FrameworkMapping.IdOf(framework).Value),
            ("MESOS_FRAMEWORK_NAME", FrameworkMapping.NameOf(framework)),
        })
            if (!merged.OfType<JsonObject>().Any(variable => variable["name"]?.ToString() == name))
                merged.Add(new JsonObject { ["name"] = name, ["value"] = value });
        return merged;
    }
}
