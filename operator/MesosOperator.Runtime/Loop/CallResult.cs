using MesosOperator.Core.Master.Commands;

namespace MesosOperator.Runtime.Loop;

/// <summary>What became of a call: whether it was taken, and then whether it was refused.</summary>
public readonly record struct CallResult(Admission Admission, Refusal? Refusal = null)
{
    /// <summary>Whether the call was taken and carried out.</summary>
    public bool IsDone => Admission == Admission.Accepted && Refusal is null;
}
