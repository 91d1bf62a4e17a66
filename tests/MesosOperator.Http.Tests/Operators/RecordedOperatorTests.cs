using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Resources;
using MesosOperator.Http.Tests.Support;
using Capture = MesosOperator.Http.Tests.Support.Capture;

namespace MesosOperator.Http.Tests.Operators;

/// <summary>Operator calls that were made to a real master, made here byte for byte (cases W02, W04, W05, W12, X01, Q20).</summary>
public sealed class RecordedOperatorTests
{
    /// <summary>What is answered in other words or not served, and why.</summary>
    private static readonly SortedDictionary<string, string> Different = new(StringComparer.Ordinal)
    {
        ["23-operator-GET_VERSION"] = "another version, without a time",
        ["23-operator-GET_MASTER"] = "other ports, times and abilities",
    };

    private static readonly string[] Prefixes = ["23-operator-", "24-operator-", "25-master-GET-master_api_v1", "25-master-POST-", "45-"];

    private static readonly string[] Shapes =
        ["GET_STATE", "GET_AGENTS", "GET_FRAMEWORKS", "GET_EXECUTORS", "GET_TASKS", "GET_ROLES", "GET_MASTER"];

    public static TheoryData<string> Calls =>
    [
        .. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Captures"), "*.resp")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
            .Where(name => !Different.ContainsKey(name) && !Shapes.Any(shape => name.EndsWith("-" + shape, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal),
    ];

    public static TheoryData<string> Reads => [.. Shapes.Select(shape => "23-operator-" + shape), "21-running-GET_STATE", "21-running-GET_TASKS"];

    [Theory, MemberData(nameof(Calls))]
    public async Task X01_a_call_is_answered_as_recorded(string name)
    {
        await using var target = await TestOperator.StartAsync();
        await SetUpAsync(target, name);

        var answer = await Answer.OfAsync(target, Capture.BytesOf(name + ".req"));

        Assert.Equal(Capture.StatusOf(name + ".resp"), answer.Head.StatusLine);
        Assert.Equal(HeadersOf(name + ".resp"), answer.Head.Lines.Skip(1).Where(IsComparable).Order(StringComparer.Ordinal));
        Assert.Equal(Encoding.UTF8.GetString(Capture.BodyOf(name + ".resp")), answer.Text);
    }

    [Theory, MemberData(nameof(Reads))]
    public async Task X03_every_property_of_a_recorded_answer_is_there_with_the_same_kind(string name)
    {
        await using var target = await TestOperator.StartAsync();
        await using var agent = await FakeAgent.RegisterAsync(target);
        await using var framework = await Framework.SubscribeAsync(target);
        await Story.RunTaskAsync(framework, agent);
        using var recorded = JsonDocument.Parse(Capture.BodyOf(name + ".resp"));

        var answer = await Answer.OfAsync(target, Capture.BytesOf(name + ".req"));

        Assert.Equal(200, answer.Status);
        using var seen = JsonDocument.Parse(answer.Body);
        Assert.All(JsonShape.Missing(recorded.RootElement, seen.RootElement), missing => Assert.True(IsOfAnotherStory(missing), missing));
    }

    /// <summary>The recorded framework had come back, had offers and ended tasks, and its agent said more of itself.</summary>
    private static bool IsOfAnotherStory(string missing) =>
        missing.EndsWith(" is empty", StringComparison.Ordinal)
        || Regex.IsMatch(missing, "(reregistered_time|allocated_resources|offered_resources|offers|agent_info\\.(attributes|checkpoint)|executor_id|uuid|executor_pid|source|capabilities)$");

    /// <summary>What had been set before on the recorded master.</summary>
    private static async Task SetUpAsync(TestOperator target, string name)
    {
        if (!name.StartsWith("24-", StringComparison.Ordinal))
            return;
        if (name.EndsWith("maintenance-status", StringComparison.Ordinal))
            Assert.Equal(200, (await Answer.OfAsync(target, Capture.BytesOf("24-operator-update-maintenance.req"))).Status);
        var resources = ResourceSet.Of(
            Resource.Of(ResourceName.Cpus, Amount.FromUnits(16)), Resource.Of(ResourceName.Memory, Amount.FromUnits(8192)), Resource.Of(ResourceName.Disk, Amount.FromUnits(10000)));
        Assert.True((await target.Master.CallAsync(new AgentCommand.Register(new(1), new("host", "127.0.0.1", 5051, resources)))).IsDone);
        if (name.Contains("get-", StringComparison.Ordinal) || name.Contains("overcommit", StringComparison.Ordinal))
            foreach (var before in (string[])["24-operator-update-quota", "24-operator-update-weights"])
                Assert.Equal(200, (await Answer.OfAsync(target, Capture.BytesOf(before + ".req"))).Status);
    }

    private static IEnumerable<string> HeadersOf(string file)
    {
        var bytes = Capture.BytesOf(file);
        var head = Encoding.UTF8.GetString(bytes, 0, bytes.AsSpan().IndexOf("\r\n\r\n"u8));
        return head.Split("\r\n").Skip(1).Where(IsComparable).Order(StringComparer.Ordinal);
    }

    private static bool IsComparable(string header) => !header.StartsWith("Date: ", StringComparison.Ordinal) && header != "Connection: close";
}
