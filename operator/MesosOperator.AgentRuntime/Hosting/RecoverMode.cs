namespace MesosOperator.AgentRuntime.Hosting;

/// <summary>What an agent does about the tasks of an earlier process in its work directory.</summary>
public enum RecoverMode
{
    /// <summary>Goes on with them under the same id.</summary>
    Reconnect,

    /// <summary>Kills them, forgets its id, reservations and volumes, and ends.</summary>
    Cleanup,
}
