using MesosOperator.AgentRuntime.Agents;
using MesosOperator.AgentRuntime.Cgroups;
using MesosOperator.AgentRuntime.Files;
using MesosOperator.AgentRuntime.Seeing;
using MesosOperator.AgentRuntime.Statistics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MesosOperator.AgentRuntime.Serving;

/// <summary>Everything that an agent serves, by path; each also below the name of a Mesos agent's process.</summary>
internal sealed class AgentDoors
{
    private const string Process = "/slave(1)";

    private readonly Dictionary<string, Door> _doors = new(StringComparer.Ordinal);

    public AgentDoors(AgentSetting setting, AgentMailbox mailbox, ExecutorDoorKeeper keeper, ICgroups cgroups, TimeProvider time, ILogger log)
    {
        var window = new AgentWindow(mailbox);
        var reading = new ReadEndpoints(setting, window, new ContainersJson(new UsageMeter(cgroups, time)), new AgentMetrics(setting, time));
        _doors["/api/v1/executor"] = new(new ExecutorEndpoint(mailbox, keeper, time, log).HandleAsync, IsOpen: true);
        AddReading(reading);
        AddFiles(new SandboxFiles(setting.WorkDirectory), window, time);
    }

    /// <summary>What is behind a path; null where nothing is.</summary>
    public Door? Find(PathString path)
    {
        var text = path.Value ?? "";
        if (text.StartsWith(Process + "/", StringComparison.Ordinal))
            text = text[Process.Length..];
        return _doors.GetValueOrDefault(text);
    }

    private void AddReading(ReadEndpoints reading)
    {
        _doors["/health"] = Door.ToRead(ReadEndpoints.HealthAsync) with { IsOpen = true };
        _doors["/version"] = Door.ToRead(reading.VersionAsync) with { IsOpen = true };
        foreach (var suffix in (string[])["", ".json"])
        {
            _doors["/state" + suffix] = Door.ToRead(reading.StateAsync);
            _doors["/monitor/statistics" + suffix] = Door.ToRead(reading.StatisticsAsync);
        }

        _doors["/flags"] = Door.ToRead(reading.FlagsAsync);
        _doors["/containers"] = Door.ToRead(reading.ContainersAsync);
        _doors["/metrics/snapshot"] = Door.ToRead(reading.MetricsAsync);
    }

    private void AddFiles(SandboxFiles files, AgentWindow window, TimeProvider time)
    {
        var endpoints = new FileEndpoints(files, RunsAsync, new FileTail(files, RunsAsync, time));
        foreach (var suffix in (string[])["", ".json"])
        {
            _doors["/files/browse" + suffix] = Door.ToRead(endpoints.BrowseAsync);
            _doors["/files/read" + suffix] = Door.ToRead(endpoints.ReadAsync);
            _doors["/files/download" + suffix] = Door.ToRead(endpoints.DownloadAsync);
            _doors["/files/debug" + suffix] = Door.ToRead(endpoints.DebugAsync);
        }

        _doors["/files/follow"] = Door.ToRead(endpoints.FollowAsync);

        async Task<KnownRuns> RunsAsync(CancellationToken stop)
        {
            var agent = await window.LookAsync(stop);
            return new KnownRuns(agent.AgentId, [.. agent.Runs.Select(run => run.Launch.Sandbox)]);
        }
    }
}
