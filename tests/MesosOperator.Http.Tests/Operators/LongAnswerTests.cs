using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Views;
using MesosOperator.Http.Tests.Support;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mapping.Links;
using MesosOperator.Protocol.Mapping.Operators;
using MesosOperator.Protocol.Mesos.V1.Master;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Http.Tests.Operators;

/// <summary>Answers too long for one piece hold the same as if they had been written at once.</summary>
public sealed class LongAnswerTests
{
    private const int Agents = 120;
    private const int TasksOfAgent = 12;

    public static TheoryData<string, string> Forms => new()
    {
        { MediaTypes.Json, "identity" }, { MediaTypes.Json, "gzip" }, { MediaTypes.Protobuf, "identity" }, { MediaTypes.Protobuf, "gzip" },
    };

    [Theory, MemberData(nameof(Forms))]
    public async Task X03_every_task_agent_and_framework_is_told_once(string mediaType, string coding)
    {
        await using var target = await TestOperator.StartAsync(new TestSetup { Configure = KnownAgentStore.Add });
        var view = await FillAsync(target);

        var state = (await AskAsync(target, Call.Types.Type.GetState, mediaType, coding)).GetState;
        var tasks = (await AskAsync(target, Call.Types.Type.GetTasks, mediaType, coding)).GetTasks;

        Assert.Equal(StateToWire.Map(view), state);
        Assert.Equal(state.GetTasks, tasks);
        Assert.Equal(Agents * (TasksOfAgent - 1), tasks.Tasks.Count);
        Assert.Equal(Agents, tasks.CompletedTasks.Count);
        Assert.Single(state.GetAgents.RecoveredAgents);
    }

    [Theory]
    [InlineData("/state")]
    [InlineData("/frameworks")]
    public async Task M28_a_long_state_is_whole(string path)
    {
        await using var target = await TestOperator.StartAsync();
        await FillAsync(target);
        using var client = new HttpClient();

        using var state = JsonDocument.Parse(await client.GetStringAsync($"http://127.0.0.1:{target.Port}{path}", TestContext.Current.CancellationToken));

        var framework = Assert.Single(state.RootElement.GetProperty("frameworks").EnumerateArray());
        var tasks = framework.GetProperty("tasks").EnumerateArray().ToArray();
        Assert.Equal(Agents * (TasksOfAgent - 1), tasks.Select(task => task.GetProperty("id").GetString()).Distinct().Count());
        Assert.All(tasks, task => Assert.Equal("""[{"key":"k","value":"v\u00E4"}]""", task.GetProperty("labels").GetRawText().Replace("ä", "\\u00E4", StringComparison.Ordinal)));
        Assert.All(tasks, task => Assert.Equal(0.5, task.GetProperty("resources").GetProperty("cpus").GetDouble()));
        Assert.Equal(Agents, framework.GetProperty("completed_tasks").GetArrayLength());
    }

    private static async Task<MasterView> FillAsync(TestOperator target)
    {
        for (var agent = 0; agent < Agents; agent++)
        {
            var link = new LinkId(1000 + agent);
            var id = new Wire.AgentID { Value = string.Create(CultureInfo.InvariantCulture, $"old-S{agent}") };
            var said = new AgentMessage.Types.Reregister { AgentId = id, Instance = Tasks.Uuid, Version = "1.11.0", Ip = "10.0.0.1" };
            said.Info = new() { Hostname = $"host-{agent}", Port = 5051, Id = id, Resources = { Cpus(10) } };
            said.Frameworks.Add(new Wire.FrameworkInfo { Id = new() { Value = "f" }, Name = "f", User = "u", FailoverTimeout = 100 });
            said.Tasks.AddRange(Enumerable.Range(0, TasksOfAgent).Select(task => TaskOf(id, $"t-{agent}-{task}")));
            Assert.True((await target.Master.CallAsync(MessageFromLink.Map(new AgentMessage { Reregister = said }, link, "").Command!)).IsDone);
            await target.Master.CallAsync(new AgentCommand.ReportUpdate(
                link, new("f"), new(new($"t-{agent}-0"), Core.Tasks.TaskState.Finished, Core.Tasks.StatusSource.Executor), Core.Tasks.TaskState.Finished));
        }

        return (await target.Master.ViewAsync(TestContext.Current.CancellationToken))!;
    }

    private static Wire.Task TaskOf(Wire.AgentID agent, string id) => new()
    {
        Name = "name of " + id,
        TaskId = new() { Value = id },
        AgentId = agent,
        FrameworkId = new() { Value = "f" },
        State = Wire.TaskState.TaskRunning,
        Resources = { Cpus(0.5) },
        Labels = new() { Labels_ = { new Wire.Label { Key = "k", Value = "vä" } } },
    };

    private static Wire.Resource Cpus(double value) => new() { Name = "cpus", Type = Wire.Value.Types.Type.Scalar, Scalar = new() { Value = value } };

    private static async Task<Response> AskAsync(TestOperator target, Call.Types.Type type, string mediaType, string coding)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{target.Port}/api/v1");
        request.Headers.TryAddWithoutValidation("Accept", mediaType);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", coding);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes($$$"""{"type":"{{{(type == Call.Types.Type.GetState ? "GET_STATE" : "GET_TASKS")}}}"}""")) { Headers = { ContentType = new(MediaTypes.Json) } };
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(mediaType, answer.Content.Headers.ContentType!.ToString());
        await using var body = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await using var plain = coding == "gzip" ? new GZipStream(body, CompressionMode.Decompress) : body;
        using var whole = new MemoryStream();
        await plain.CopyToAsync(whole, TestContext.Current.CancellationToken);
        return MessageCodec.ForContentType(mediaType)!.Parse<Response>(whole.ToArray());
    }
}
