using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MesosOperator.Protocol.Mesos.V1;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.Benchmarks.Agent;

/// <summary>What it costs an agent to check the health of tasks once a second, by TCP and by command.</summary>
internal static class HealthChecks
{
    private const string Name = "agent/health";
    private const int Connected = 1_000;
    private const int Commanded = 50;

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Measuring = TimeSpan.FromSeconds(20);

    public static Benchmark Benchmark() => new(Name, RunAsync);

    private static async Task<IReadOnlyList<Measurement>> RunAsync()
    {
        await using var agent = await AgentUnderTest.StartAsync();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start(backlog: 4_096);
        var accepted = new int[1];
        var accepting = AcceptAsync(listener, accepted);
        await Task.Delay(Settling, TimeProvider.System);
        var idle = await LoadAsync(agent);

        string[] ids = [.. Enumerable.Range(0, Connected).Select(number => $"tcp-{number}")];
        await agent.LaunchAsync(ids, Of(new() { Type = HealthCheck.Types.Type.Tcp, Tcp = new() { Port = (uint)((IPEndPoint)listener.LocalEndpoint).Port } }));
        await Task.Delay(Settling, TimeProvider.System);
        var (before, watch) = (accepted[0], Stopwatch.StartNew());
        var connecting = await LoadAsync(agent);
        var rate = (accepted[0] - before) / watch.Elapsed.TotalSeconds;
        await agent.KillAsync(ids);
        listener.Stop();
        await accepting;

        ids = [.. Enumerable.Range(0, Commanded).Select(number => $"command-{number}")];
        await agent.LaunchAsync(ids, Of(new() { Type = HealthCheck.Types.Type.Command, Command = new CommandInfo { Shell = true, Value = ":" } }));
        await Task.Delay(Settling, TimeProvider.System);
        var commanding = await LoadAsync(agent);
        await agent.KillAsync(ids);
        return
        [
            Measurement.Once($"{Name}-tcp-{Connected}/cpu_percent", "% of a core", connecting - idle),
            Measurement.Once($"{Name}-tcp-{Connected}/checks_per_second", "1/s", rate),
            Measurement.Once($"{Name}-command-{Commanded}/cpu_percent", "% of a core", commanding - idle),
        ];
    }

    private static Action<TaskInfo> Of(HealthCheck check)
    {
        (check.DelaySeconds, check.IntervalSeconds) = (0, 1);
        return task => task.HealthCheck = check;
    }

    /// <summary>Per cent of one core, over a while.</summary>
    private static async Task<double> LoadAsync(AgentUnderTest agent)
    {
        var (before, watch) = (agent.ProcessorTime, Stopwatch.StartNew());
        await Task.Delay(Measuring, TimeProvider.System);
        return (agent.ProcessorTime - before) / watch.Elapsed * 100;
    }

    private static async Task AcceptAsync(TcpListener listener, int[] accepted)
    {
        try
        {
            while (true)
            {
                (await listener.AcceptSocketAsync()).Dispose();
                accepted[0]++;
            }
        }
        catch (SocketException)
        {
            // the listener has stopped
        }
    }
}
