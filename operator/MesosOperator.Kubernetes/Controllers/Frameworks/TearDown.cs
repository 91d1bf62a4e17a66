using MesosOperator.Core.Master.Commands;
using MesosOperator.Crds;
using MesosOperator.Crds.Frameworks;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Caches;
using MesosOperator.Kubernetes.Events;
using MesosOperator.Kubernetes.Mapping;
using MesosOperator.Kubernetes.Objects;
using MesosOperator.Kubernetes.Pictures;
using MesosOperator.Kubernetes.Reconciling;
using MesosOperator.Kubernetes.Storage;
using MesosOperator.Kubernetes.Transport;
using MesosOperator.Runtime.Loop;

namespace MesosOperator.Kubernetes.Controllers.Frameworks;

/// <summary>
/// Ends the framework of an object that is being deleted, with its tasks and their objects; and deletes objects that the
/// operator made for frameworks that have ended since.
/// </summary>
internal sealed class TearDown(
    ClusterCaches caches, ResourceTransport transport, FrameworkRecords records, PictureWatch pictures, Outlooks outlooks, IMaster master,
    EventRecorder events)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    /// <summary>How much younger a picture must be than an object before it says anything about it.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(10);

    public async Task<Requeue> RunAsync(V1Alpha1Framework framework, Finalizer<V1Alpha1Framework> finalizer, CancellationToken stop)
    {
        if (!finalizer.Holds(framework))
            return Requeue.Never;
        var id = FrameworkMapping.IdOf(framework);
        var stands = caches.FrameworkOf(id) is { } senior && ResourceKey.Of(senior) == ResourceKey.Of(framework);
        if (!stands)
        {
            await finalizer.RemoveAsync(framework, stop);
            return Requeue.Never;
        }

        if (IsAbandoned(framework))
            await transport.LeaveAsync(id);
        else
        {
            var result = await master.CallAsync(new OperatorCommand.TearDownFramework(id));
            if (result.Admission != Admission.Accepted)
                return Requeue.Transient($"The master does not tear it down now: {result.Admission}");
            if (result.IsDone)
                events.Tell(framework, EventKind.Normal, EventReasons.TornDown, "TearDown", "Torn down; its tasks are being killed");
        }

        transport.Close(id);
        outlooks.Forget(id);
        if (await DeleteObjectsAsync(id, stop) > 0)
            return Requeue.After(LookAgain);
        await finalizer.RemoveAsync(framework, stop);
        return Requeue.Never;
    }

    /// <summary>Deletes an object of ours whose framework the master no longer has; true when it did.</summary>
    public async Task<bool> ForgetAsync(V1Alpha1Framework framework, CancellationToken stop)
    {
        if (!FrameworkRecords.IsOurs(framework) || pictures.Current is not { } picture)
            return false;
        var id = FrameworkMapping.IdOf(framework);
        var created = framework.Metadata.CreationTimestamp ?? DateTime.UnixEpoch;
        if (picture.Frameworks.ContainsKey(id) || Times.Of(picture.At) - created < Settled)
            return false;
        await records.DeleteAsync(framework, stop);
        return true;
    }

    /// <summary>How many objects of the framework are left; their own finalizers go as its tasks end.</summary>
    private async Task<int> DeleteObjectsAsync(Core.Identity.FrameworkId id, CancellationToken stop)
    {
        var offers = caches.OffersOf(id).ToArray();
        var tasks = caches.TasksOf(id).ToArray();
        foreach (var offer in offers)
            await caches.Offers.Client.DeleteAsync(ResourceKey.Of(offer), stop);
        foreach (var task in tasks.Where(task => task.Metadata.DeletionTimestamp is null))
            await caches.Tasks.Client.DeleteAsync(ResourceKey.Of(task), stop);
        return offers.Length + tasks.Length;
    }

    private static bool IsAbandoned(V1Alpha1Framework framework) =>
        framework.Metadata.Annotations?.TryGetValue(Annotations.Abandon, out var value) == true && value == "true";
}
