using System.Diagnostics;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Primitives;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mapping.Links;

namespace MesosOperator.Benchmarks.Master;

/// <summary>
/// A new master hears from all agents of the one before, and thereby of their tasks and frameworks. Each message is decoded,
/// mapped and applied, as by the agent link and the loop, on one thread; and what the master then keeps is weighed.
/// </summary>
internal static class Failover
{
    private const int Agents = 40_000;
    private const int Batch = 1_000;
    private const int Repeats = 3;

    public static Benchmark Benchmark() => Benchmarks.Benchmark.Of("master/failover", () =>
    {
        var tasks = Agents * ReturningAgents.Frameworks * ReturningAgents.TasksOfFramework;
        var (seconds, processor) = (new List<double>(), new List<double>());
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            var run = Run(ReturningAgents.TasksOfFramework);
            seconds.Add(run.Elapsed.TotalSeconds);
            processor.Add(run.Processor.TotalSeconds);
        }

        var idle = Run(0);
        var busy = Run(ReturningAgents.TasksOfFramework);
        return
        [
            Measurement.MedianOf($"master/failover/{Agents}x{tasks}/seconds", "s", seconds),
            Measurement.MedianOf($"master/failover/{Agents}x{tasks}/processor_seconds", "s", processor),
            Measurement.Once("master/memory/idle_agent_bytes", "B", (double)idle.Bytes / Agents),
            Measurement.Once("master/memory/running_task_bytes", "B", (double)(busy.Bytes - idle.Bytes) / tasks),
        ];
    });

    /// <summary>Making the messages is the agents' part and does not count.</summary>
    private static (TimeSpan Elapsed, TimeSpan Processor, long Bytes) Run(int tasksOfFramework)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var master = new MasterCore(new MasterId("benchmark"), new MasterSettings());
        var (elapsed, processor) = (TimeSpan.Zero, TimeSpan.Zero);
        for (var first = 0; first < Agents; first += Batch)
        {
            var messages = Enumerable.Range(first, Batch).Select(agent => ReturningAgents.Say(agent, tasksOfFramework)).ToArray();
            var (start, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            for (var message = 0; message < messages.Length; message++)
                Hear(master, messages[message], new LinkId(first + message + 1));
            elapsed += Stopwatch.GetElapsedTime(start);
            processor += Environment.CpuUsage.TotalTime - cpu;
        }

        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(master);
        return (elapsed, processor, bytes);
    }

    private static void Hear(MasterCore master, byte[] message, LinkId link)
    {
        var mapped = MessageFromLink.Map(AgentMessage.Parser.ParseFrom(message), link, "127.0.0.1");
        var outcome = master.Apply(mapped.Command!, Instant.Epoch);
        if (outcome.Refusal is not null || outcome.Events.Count == 0)
            throw new InvalidOperationException($"An agent was not taken: {outcome.Refusal?.Message}");
    }
}
