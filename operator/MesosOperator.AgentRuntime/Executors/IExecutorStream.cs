using MesosOperator.Protocol.Mesos.V1.Executor;

namespace MesosOperator.AgentRuntime.Executors;

/// <summary>What one executor is told, on the connection of its last SUBSCRIBE.</summary>
internal interface IExecutorStream
{
    /// <summary>Never waits. What does not fit breaks the connection, since nothing may be left out.</summary>
    void Tell(Event said);

    /// <summary>Ends the connection after what was told.</summary>
    void End();
}
