namespace MesosOperator.AgentRuntime.Files;

/// <summary>Why a file is not given out.</summary>
internal enum FileProblem
{
    /// <summary>It is given out.</summary>
    None,

    /// <summary>There is no such file in a sandbox.</summary>
    NotFound,

    /// <summary>The path, or a link on its way, leads out of the sandbox.</summary>
    Outside,

    /// <summary>It is neither a file nor a folder: a device, a socket or a pipe.</summary>
    Special,

    /// <summary>A file is wanted, and it is a folder, or the other way round.</summary>
    WrongKind,

    /// <summary>This host has no Linux 5.6, without which links cannot be followed safely.</summary>
    Unsupported,
}
