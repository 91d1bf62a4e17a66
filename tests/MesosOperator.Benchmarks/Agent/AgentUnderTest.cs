using System.Diagnostics;
using System.Globalization;
using System.Net;
using Grpc.Core;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.Benchmarks.Agent;

/// <summary>A <c>mesos-agent</c> in a process of its own, with its operator in this one; every update is acknowledged at once.</summary>
internal sealed class AgentUnderTest : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly Link _link;
    private readonly Process _process;
    private readonly string _folder;
    private readonly string[] _options;

    private AgentUnderTest(WebApplication server, Link link, Process process, string folder, string[] options) =>
        (_server, _link, _process, _folder, _options) = (server, link, process, folder, options);

    /// <summary>The memory that the agent holds now, in MB of 10⁶ bytes.</summary>
    public double MemoryMb
    {
        get
        {
            var line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
            return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024 / 1e6;
        }
    }

    /// <summary>The processor time that it has used so far, with the processes that it has started and that have ended.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            const int ticksPerSecond = 100;
            var line = File.ReadAllText($"/proc/{_process.Id}/stat");
            var fields = line[(line.LastIndexOf(')') + 2)..].Split(' '); // the third field of proc(5) and those after it
            return TimeSpan.FromSeconds(fields[11..15].Sum(ticks => long.Parse(ticks, CultureInfo.InvariantCulture)) / (double)ticksPerSecond);
        }
    }

    /// <summary>An agent that is registered.</summary>
    /// <param name="options">More than those that every benchmark gives it.</param>
    public static async Task<AgentUnderTest> StartAsync(params string[] options)
    {
        var link = new Link();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(link);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var server = builder.Build();
        server.MapGrpcService<Link>();
        await server.StartAsync();
        var folder = Directory.CreateTempSubdirectory("mesos-agent-benchmark-").FullName;
        Console.WriteLine($"  the agent is {TestedAgent.Path}");
        var process = Start(server.Urls.Single(), folder, options);
        await link.Registered.Task;
        return new AgentUnderTest(server, link, process, folder, options);
    }

    /// <summary>Orders tasks that sleep, unless they are changed to do something else, and waits until all of them run.</summary>
    public async Task LaunchAsync(IReadOnlyList<string> ids, Action<TaskInfo>? change = null)
    {
        var running = _link.Expect(ids, state => state == TaskState.TaskRunning);
        foreach (var id in ids)
            await _link.SayAsync(Run(id, change));
        await running;
    }

    /// <summary>Kills tasks, and waits until all of them have ended.</summary>
    public async Task KillAsync(IReadOnlyList<string> ids)
    {
        var ended = _link.Expect(ids, state => state is TaskState.TaskKilled or TaskState.TaskFailed or TaskState.TaskFinished);
        foreach (var id in ids)
            await _link.SayAsync(new OperatorMessage { KillTask = new() { FrameworkId = Framework, TaskId = new TaskID { Value = id } } });
        await ended;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        using var cleaner = Start(_server.Urls.Single(), _folder, [.. _options, "--recover", "Cleanup"]); // tasks outlive the agent
        await cleaner.WaitForExitAsync();
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static Process Start(string address, string folder, string[] options) => Process.Start(
        TestedAgent.Path,
        ["--operator", address, "--work-dir", folder, "--port", "0", "--resources", "cpus:2000;mem:1000000;disk:1000000", "--log-level", "Error", .. options]);

    private static FrameworkID Framework => new() { Value = "framework" };

    private static OperatorMessage Run(string id, Action<TaskInfo>? change)
    {
        var task = new TaskInfo
        {
            Name = id,
            TaskId = new TaskID { Value = id },
            AgentId = new AgentID { Value = Link.AgentId },
            Command = new CommandInfo { Shell = false, Value = "/bin/sleep", Arguments = { "sleep", "100000" } },
            Resources = { Scalar("cpus", 0.1), Scalar("mem", 32) },
        };
        change?.Invoke(task);
        return new OperatorMessage
        {
            RunTask = new()
            {
                Framework = new FrameworkInfo { User = "", Name = "benchmark", Id = Framework, Checkpoint = true },
                Task = task,
                AllocationRole = "benchmark",
            },
        };
    }

    private static Resource Scalar(string name, double value) =>
        new() { Name = name, Type = Value.Types.Type.Scalar, Scalar = new Value.Types.Scalar { Value = value } };
}
