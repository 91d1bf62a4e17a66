using k8s.Models;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Views;
using MesosOperator.Core.Tasks;
using MesosOperator.Crds;
using MesosOperator.Crds.Frameworks;
using MesosOperator.Crds.Tasks;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Caches;
using MesosOperator.Kubernetes.Mapping;
using MesosOperator.Kubernetes.Objects;
using MesosOperator.Kubernetes.Pictures;
using MesosOperator.Kubernetes.Transport;

namespace MesosOperator.Kubernetes.Controllers.Frameworks;

/// <summary>
/// Shows the offers and tasks of a framework that uses HTTP as objects, where its object asks for that. They are for looking
/// at: the framework answers its offers and ends its tasks over HTTP.
/// </summary>
internal sealed class Mirror(ClusterCaches caches, OfferBook offers, PictureWatch pictures, TimeProvider time)
{
    private const int WritesAtOnceMax = 16;

    public async Task RunAsync(V1Alpha1Framework framework, CancellationToken stop)
    {
        if (framework.Spec.Transport != FrameworkTransport.Http)
            return;
        var id = FrameworkMapping.IdOf(framework);
        var view = pictures.Current?.Frameworks.GetValueOrDefault(id);
        if (framework.Spec.Mirror && view is not null)
            offers.Follow(id, ResourceKey.Of(framework));
        else
            offers.Leave(id);
        var wanted = framework.Spec.Mirror ? Wanted(framework, view) : [];
        foreach (var chunk in wanted.Chunk(WritesAtOnceMax))
            await Task.WhenAll(chunk.Select(task => ShowAsync(framework, task.Key, task.Value, stop)));
        foreach (var shown in caches.TasksOf(id).Where(shown => !wanted.ContainsKey(ResourceKey.Of(shown))))
            await caches.Tasks.Client.DeleteAsync(ResourceKey.Of(shown), stop);
    }

    private static Dictionary<ResourceKey, LaunchedTask> Wanted(V1Alpha1Framework framework, FrameworkView? view)
    {
        var wanted = new Dictionary<ResourceKey, LaunchedTask>();
        foreach (var task in view is null ? [] : view.CompletedTasks.Concat(view.Tasks))
            wanted[new(framework.Metadata.NamespaceProperty, ObjectNames.Of(framework.Metadata.Name, task.Id))] = task;
        return wanted;
    }

    private async Task ShowAsync(V1Alpha1Framework framework, ResourceKey key, LaunchedTask task, CancellationToken stop)
    {
        var shown = caches.Tasks.Lister.Find(key) ?? await caches.Tasks.Writer.ApplyAsync(ObjectOf(framework, key, task), stop);
        if (!task.Statuses.IsEmpty)
            await caches.Tasks.Writer.ApplyStatusAsync(shown, shown.Status, TaskStatusMapping.StatusOf(shown, task.Statuses[^1], time), stop);
    }

    private V1Alpha1Task ObjectOf(V1Alpha1Framework framework, ResourceKey key, LaunchedTask task)
    {
        var agent = AgentNameOf(task.AgentId);
        return new V1Alpha1Task
        {
            Metadata = new V1ObjectMeta
            {
                Name = key.Name,
                NamespaceProperty = key.Namespace,
                Labels = new Dictionary<string, string> { [Labels.Framework] = ObjectNames.Of(framework.Metadata.Name), [Labels.Agent] = agent },
                OwnerReferences = Owner.Of(framework),
            },
            Spec = TaskMapping.SpecOf(task) with { Framework = framework.Metadata.Name, Agent = agent },
        };
    }

    private string AgentNameOf(AgentId id) =>
        caches.AgentOf(id)?.Metadata.Name ?? ObjectNames.Of(id, pictures.Current?.Agents.GetValueOrDefault(id)?.Info.Hostname ?? "");
}
