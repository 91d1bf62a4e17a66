namespace MesosOperator.AgentRuntime.Containers.Specs;

/// <summary>What a container may do with what it sees of its host.</summary>
internal enum MountAccess
{
    /// <summary>Read and write.</summary>
    Write,

    /// <summary>Read only.</summary>
    Read,
}
