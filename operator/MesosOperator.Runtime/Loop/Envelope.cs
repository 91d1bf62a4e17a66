using MesosOperator.Core.Master.Commands;

namespace MesosOperator.Runtime.Loop;

/// <summary>A command and the caller who waits for it, if there is one.</summary>
internal sealed class Envelope(Command? command, TaskCompletionSource<CallResult>? caller)
{
    /// <summary>Holds nothing; it only ends the wait of the loop.</summary>
    public static readonly Envelope WakeUp = new(null, null);

    public Command? Command { get; } = command;

    public CallResult Result { get; set; } = new(Admission.Accepted);

    public void Answer() => caller?.TrySetResult(Result);

    public void AnswerStopping() => caller?.TrySetResult(new(Admission.Stopping));
}
