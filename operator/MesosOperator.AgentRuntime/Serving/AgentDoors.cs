using MesosOperator.AgentRuntime.Agents;
using MesosOperator.AgentRuntime.Files;
using MesosOperator.AgentRuntime.Operators;
using MesosOperator.AgentRuntime.Seeing;
using MesosOperator.AgentRuntime.Sessions;
using MesosOperator.AgentRuntime.Statistics;
using MesosOperator.Protocol.AgentLink;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MesosOperator.AgentRuntime.Serving;

/// <summary>Everything that an agent serves, by path; each also below the name of a Mesos agent's process.</summary>
internal sealed class AgentDoors
{
    private const string Process = "/slave(1)";

    private readonly Dictionary<string, Door> _doors = new(StringComparer.Ordinal);

    public AgentDoors(AgentSetting setting, AgentMailbox mailbox, ExecutorDoorKeeper keeper, UsageMeter meter, SessionTable sessions, TimeProvider time, ILogger log)
    {
        var window = new AgentWindow(mailbox);
        var metrics = new AgentMetrics(time);
        var reading = new ReadEndpoints(setting, window, new ContainersJson(meter), metrics);
        var files = new SandboxFiles(setting.WorkDirectory);
        var calls = new SessionCalls(sessions, window);
        var tail = new FileTail(files, RunsAsync, time);
        var api = new AgentApi(
            new AgentReads(setting, metrics, meter), calls, new SessionStreams(calls, new TaskOutput(files, RunsAsync, tail), time), new LoggingCalls(setting.Logging, log), files, window);
        _doors["/api/v1"] = new(api.HandleAsync, AgentRights.None);
        _doors["/api/v1/executor"] = new(new ExecutorEndpoint(mailbox, keeper, time, log).HandleAsync, Needs: null);
        AddReading(reading);
        AddFiles(new FileEndpoints(files, RunsAsync, tail));

        async Task<KnownRuns> RunsAsync(CancellationToken stop) => RunsInView.Of(await window.LookAsync(stop), setting.WorkDirectory);
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
        _doors["/health"] = Door.ToRead(ReadEndpoints.HealthAsync, null);
        _doors["/version"] = Door.ToRead(reading.VersionAsync, null);
        foreach (var suffix in (string[])["", ".json"])
        {
            _doors["/state" + suffix] = Door.ToRead(reading.StateAsync, AgentRights.State);
            _doors["/monitor/statistics" + suffix] = Door.ToRead(reading.StatisticsAsync, AgentRights.State);
        }

        _doors["/flags"] = Door.ToRead(reading.FlagsAsync, AgentRights.State);
        _doors["/containers"] = Door.ToRead(reading.ContainersAsync, AgentRights.State);
        _doors["/metrics/snapshot"] = Door.ToRead(reading.MetricsAsync, AgentRights.State);
    }

    private void AddFiles(FileEndpoints endpoints)
    {
        foreach (var suffix in (string[])["", ".json"])
        {
            _doors["/files/browse" + suffix] = Door.ToRead(endpoints.BrowseAsync, AgentRights.Files);
            _doors["/files/read" + suffix] = Door.ToRead(endpoints.ReadAsync, AgentRights.Files);
            _doors["/files/download" + suffix] = Door.ToRead(endpoints.DownloadAsync, AgentRights.Files);
            _doors["/files/debug" + suffix] = Door.ToRead(endpoints.DebugAsync, AgentRights.Files);
        }

        _doors["/files/follow"] = Door.ToRead(endpoints.FollowAsync, AgentRights.Files);
    }
}
