using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using MesosOperator.Benchmarks.Master;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Tasks;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mapping.Links;

namespace MesosOperator.Benchmarks.Http;

/// <summary>
/// Reads all that a large master knows: 20,000 agents, 200,000 running tasks and 200,000 ended ones with ten labels each. Client
/// and operator share this machine's processors; meanwhile somebody asks for the health again and again.
/// </summary>
internal static class BigState
{
    private const int Agents = 20_000;
    private const int TasksOfFramework = 4;
    private const int Ended = TasksOfFramework / 2;
    private const int Repeats = 5;

    private static readonly string Name = $"http/state/{Agents}x{Agents * ReturningAgents.Frameworks * TasksOfFramework}";

    public static Benchmark Benchmark() => new("http/state", RunAsync);

    private static async Task<IReadOnlyList<Measurement>> RunAsync()
    {
        await using var world = await LaunchWorld.StartAsync(0, new MasterSettings { MaxCompletedTasks = int.MaxValue });
        await FillAsync(world);
        using var client = new HttpClient { BaseAddress = world.Api };
        var results = new List<Measurement>();
        var health = new List<double>();
        foreach (var (name, ask) in Questions)
        {
            var (seconds, processor, bytes) = (new List<double>(), new List<double>(), 0L);
            for (var repeat = 0; repeat < Repeats; repeat++)
            {
                using var over = new CancellationTokenSource();
                var watching = WatchAsync(world.Api, health, over.Token);
                var (start, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
                bytes = await ReadAsync(client, ask());
                seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
                processor.Add((Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
                await over.CancelAsync();
                await watching;
            }

            results.Add(Measurement.MedianOf($"{Name}{name}/seconds", "s", seconds));
            results.Add(Measurement.MedianOf($"{Name}{name}/processor_seconds", "s", processor));
            results.Add(Measurement.Once($"{Name}{name}/bytes", "B", bytes));
        }

        health.Sort();
        results.Add(new($"{Name}/health_p99_ms", health[(int)(health.Count * 0.99)], "ms", health));
        results.Add(Measurement.MedianOf($"{Name}/picture_ms", "ms", await LookAsync(world)));
        return results;
    }

    private static IEnumerable<(string Name, Func<HttpRequestMessage> Ask)> Questions =>
    [
        ("", () => new(HttpMethod.Get, "/state")),
        ("/get_state_json", () => GetState(MediaTypes.Json)),
        ("/get_state_protobuf", () => GetState(MediaTypes.Protobuf)),
    ];

    private static HttpRequestMessage GetState(string accepted) => new(HttpMethod.Post, "/api/v1")
    {
        Headers = { Accept = { new MediaTypeWithQualityHeaderValue(accepted) } },
        Content = new ByteArrayContent(Encoding.UTF8.GetBytes("{\"type\":\"GET_STATE\"}")) { Headers = { ContentType = new(MediaTypes.Json) } },
    };

    private static async Task FillAsync(LaunchWorld world)
    {
        for (var agent = 0; agent < Agents; agent++)
        {
            var link = new LinkId(agent + 1);
            var message = AgentMessage.Parser.ParseFrom(ReturningAgents.Say(agent, TasksOfFramework));
            var returned = (AgentCommand.Reregister)MessageFromLink.Map(message, link, "127.0.0.1").Command!;
            await world.Master.PostAsync(returned);
            foreach (var task in returned.Tasks.Where((_, number) => number % TasksOfFramework < Ended))
                await world.Master.PostAsync(new AgentCommand.ReportUpdate(
                    link, task.FrameworkId, new TaskStatus(task.Id, TaskState.Finished, StatusSource.Executor), TaskState.Finished));
        }

        await world.Master.ViewAsync(CancellationToken.None);
    }

    private static async Task<long> ReadAsync(HttpClient client, HttpRequestMessage request)
    {
        using (request)
        using (var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead))
        await using (var body = await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync())
        {
            var (buffer, bytes) = (new byte[256 * 1024], 0L);
            while (await body.ReadAsync(buffer) is > 0 and var read)
                bytes += read;
            return bytes;
        }
    }

    private static async Task WatchAsync(Uri api, List<double> milliseconds, CancellationToken over)
    {
        using var client = new HttpClient { BaseAddress = api };
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (!over.IsCancellationRequested && await pace.WaitForNextTickAsync(CancellationToken.None))
        {
            var start = Stopwatch.GetTimestamp();
            using (await client.GetAsync("/health", CancellationToken.None))
                milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
    }

    /// <summary>How long the master itself is held up by somebody who looks.</summary>
    private static async Task<IReadOnlyList<double>> LookAsync(LaunchWorld world)
    {
        var milliseconds = new List<double>();
        for (var look = 0; look < 20; look++)
        {
            var start = Stopwatch.GetTimestamp();
            await world.Master.ViewAsync(CancellationToken.None);
            milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return milliseconds;
    }
}
