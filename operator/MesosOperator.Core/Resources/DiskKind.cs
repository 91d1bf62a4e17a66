namespace MesosOperator.Core.Resources;

/// <summary>Where a disk resource comes from.</summary>
public enum DiskKind
{
    /// <summary>The agent's own working folder; also of every resource that is no disk.</summary>
    Root,

    /// <summary>A folder on another file system, which may be cut.</summary>
    Path,

    /// <summary>A whole file system.</summary>
    Mount,

    /// <summary>A block device.</summary>
    Block,

    /// <summary>Storage that is no disk yet.</summary>
    Raw,
}
