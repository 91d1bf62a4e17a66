namespace MesosOperator.Core.Master.Commands;

/// <summary>The closed set of reasons to refuse a call (mesos-wire 3.1, rows 13 to 19).</summary>
public enum RefusalKind
{
    /// <summary>No framework has the id.</summary>
    FrameworkUnknown,

    /// <summary>No agent has the id.</summary>
    AgentUnknown,

    /// <summary>The caller is not who the framework said it is.</summary>
    PrincipalMismatch,

    /// <summary>The framework is known and has no live stream.</summary>
    FrameworkNotSubscribed,

    /// <summary>The call names no stream.</summary>
    StreamMissing,

    /// <summary>The call names another stream than the current one.</summary>
    StreamMismatch,

    /// <summary>What is asked for makes no sense, or cannot be kept.</summary>
    Invalid,

    /// <summary>What is asked for makes sense and cannot be had now, because others use it.</summary>
    Conflict,

    /// <summary>The call is of a type that is not served.</summary>
    Unserved,
}
