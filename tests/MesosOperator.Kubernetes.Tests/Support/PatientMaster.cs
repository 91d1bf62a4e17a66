using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Views;
using MesosOperator.Runtime.Loop;

namespace MesosOperator.Kubernetes.Tests.Support;

/// <summary>Waits for pictures without a way to give up: giving up goes by the thread pool, which is not part of a virtual run.</summary>
internal sealed class PatientMaster(MasterLoop loop) : IMaster
{
    public ValueTask<CallResult> CallAsync(Command command) => loop.CallAsync(command);

    public Admission TryPost(Command command) => loop.TryPost(command);

    public ValueTask<Admission> PostAsync(Command command) => loop.PostAsync(command);

    public Task<MasterView?> ViewAsync(CancellationToken cancellation) => loop.ViewAsync(CancellationToken.None);
}
