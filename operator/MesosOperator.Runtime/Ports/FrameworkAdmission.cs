using MesosOperator.Core.Frameworks;

namespace MesosOperator.Runtime.Ports;

/// <summary>What becomes of a framework that wants to subscribe.</summary>
public abstract record FrameworkAdmission
{
    private FrameworkAdmission()
    {
    }

    /// <summary>It may, as this.</summary>
    public sealed record Admitted(FrameworkInfo Info) : FrameworkAdmission;

    /// <summary>It may not; the reason in words for its author.</summary>
    public sealed record Refused(string Reason) : FrameworkAdmission;
}
