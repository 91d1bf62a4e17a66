using MesosOperator.Protocol.Mesos.V1;
using UpdateStatus = MesosOperator.Protocol.AgentLink.AgentMessage.Types.UpdateStatus;

namespace MesosOperator.AgentRuntime.Updates;

/// <summary>What an acknowledgement did.</summary>
/// <param name="Acknowledged">The update that is settled now; null when the uuid was not that of the update in flight.</param>
/// <param name="Next">The update whose turn it is now.</param>
internal readonly record struct Acknowledgement(TaskStatus? Acknowledged, UpdateStatus? Next);
