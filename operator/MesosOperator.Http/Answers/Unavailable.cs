using MesosOperator.Runtime.Loop;

namespace MesosOperator.Http.Answers;

/// <summary>Why nothing is taken now, in words.</summary>
internal static class Unavailable
{
    public const string Stopping = "The master is stopping";

    public const string NoLeader = "No leader elected: this operator is on standby";

    public const string Recovering = "The master is recovering: it reads what it must know, and will take calls soon";

    public static string Because(Admission admission) => admission switch
    {
        Admission.Busy => "The master is busy: too many calls are waiting",
        Admission.Standby => NoLeader,
        Admission.Recovering => Recovering,
        _ => Stopping,
    };
}
