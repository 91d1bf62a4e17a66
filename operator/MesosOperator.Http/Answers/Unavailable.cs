using MesosOperator.Runtime.Loop;

namespace MesosOperator.Http.Answers;

/// <summary>Why nothing is taken now, in words.</summary>
internal static class Unavailable
{
    public const string Stopping = "The master is stopping";

    public static string Because(Admission admission) =>
        admission == Admission.Busy ? "The master is busy: too many calls are waiting" : Stopping;
}
