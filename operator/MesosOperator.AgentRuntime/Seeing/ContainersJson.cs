using System.Text.Json;
using MesosOperator.AgentRuntime.Pictures;
using MesosOperator.AgentRuntime.Statistics;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.Protocol.Readable;

namespace MesosOperator.AgentRuntime.Seeing;

/// <summary>What runs and what it uses, as <c>/containers</c> and, in fewer words, <c>/monitor/statistics</c> tell it.</summary>
internal sealed class ContainersJson(UsageMeter meter)
{
    public void WriteContainers(Utf8JsonWriter json, AgentPicture agent) => Write(json, agent, isWhole: true);

    public void WriteStatistics(Utf8JsonWriter json, AgentPicture agent) => Write(json, agent, isWhole: false);

    /// <summary>What an agent's operator is told of a container.</summary>
    public static ContainerStatus StatusOf(RunPicture run)
    {
        var status = run.Tasks.FirstOrDefault()?.Latest?.ContainerStatus?.Clone() ?? new ContainerStatus();
        status.ContainerId ??= new ContainerID { Value = run.Launch.ContainerId };
        if (run.Pid is { } pid)
            status.ExecutorPid = (uint)pid;
        return status;
    }

    private void Write(Utf8JsonWriter json, AgentPicture agent, bool isWhole)
    {
        json.WriteStartArray();
        foreach (var run in agent.Executors.Where(run => run.Phase != TaskPhase.Launching))
        {
            json.WriteStartObject();
            if (isWhole)
                json.WriteString("container_id", run.Launch.ContainerId);
            json.WriteString("executor_id", run.Launch.ExecutorId);
            json.WriteString("executor_name", run.ExecutorName);
            json.WriteString("framework_id", run.Launch.Key.FrameworkId);
            json.WriteString("source", run.Source);
            json.WriteMessage("statistics", meter.Measure(run));
            if (isWhole)
                json.WriteMessage("status", StatusOf(run));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
