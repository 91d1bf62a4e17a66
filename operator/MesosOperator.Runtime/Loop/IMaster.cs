using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Views;

namespace MesosOperator.Runtime.Loop;

/// <summary>The door to the master, for adapters of any thread. What was accepted is never lost.</summary>
public interface IMaster
{
    /// <summary>Asks for something and waits until its effects were handed over.</summary>
    ValueTask<CallResult> CallAsync(Command command);

    /// <summary>Hands over a command without waiting for anything.</summary>
    Admission TryPost(Command command);

    /// <summary>Hands over a command, waiting for room; never <see cref="Admission.Busy"/>.</summary>
    ValueTask<Admission> PostAsync(Command command);

    /// <summary>A picture that holds every call that ended before it was asked for; null when the master has stopped.</summary>
    Task<MasterView?> ViewAsync(CancellationToken cancellation);
}
