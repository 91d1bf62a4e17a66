using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Tasks;
using MesosOperator.Crds;
using MesosOperator.Crds.Tasks;
using MesosOperator.Kubernetes.Objects;
using MesosOperator.Kubernetes.Reconciling;
using MesosOperator.Kubernetes.Transport;
using MesosOperator.Runtime.Loop;

namespace MesosOperator.Kubernetes.Controllers.Tasks;

/// <summary>Kills a task whose object is deleted, and lets the object go when the task has ended.</summary>
internal sealed class Kill(ResourceTransport transport, IMaster master)
{
    /// <summary>A kill may get lost with an agent's link; it is asked for again.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(10);

    public async Task<Requeue> RunAsync(V1Alpha1Task task, Finalizer<V1Alpha1Task> finalizer, CancellationToken stop)
    {
        if (!finalizer.Holds(task))
            return Requeue.Never;
        var session = transport.Find(new(task.Spec.FrameworkId));
        if (task.Status?.State?.IsTerminal() == true || session is null || IsAbandoned(task))
        {
            await finalizer.RemoveAsync(task, stop);
            return Requeue.Never;
        }

        await master.CallAsync(new FrameworkCommand.Kill(session.Id, session.Caller, new(task.Spec.Id), new(task.Spec.AgentId), null));
        return Requeue.After(Again);
    }

    private static bool IsAbandoned(V1Alpha1Task task) =>
        task.Metadata.Annotations?.TryGetValue(Annotations.Abandon, out var value) == true && value == "true";
}
