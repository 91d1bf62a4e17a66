using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Tasks;
using MesosOperator.Protocol.Mapping;
using MesosOperator.Protocol.Mapping.Scheduler;
using MesosOperator.Protocol.Mesos.V1.Scheduler;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Tests.Mapping;

/// <summary>Tasks, with the faults that only the wire's side can see.</summary>
public sealed class TaskMappingTests
{
    private const string Base = "\"name\":\"n\",\"task_id\":{\"value\":\"t\"},\"agent_id\":{\"value\":\"a\"},\"resources\":[{\"name\":\"cpus\",\"type\":\"SCALAR\",\"scalar\":{\"value\":1},\"allocation_info\":{\"role\":\"dev\"}}]";
    private const string Command = "\"command\":{\"value\":\"true\"}";
    private const string Custom = "\"executor\":{\"type\":\"CUSTOM\",\"executor_id\":{\"value\":\"e\"},\"framework_id\":{\"value\":\"f\"},\"command\":{\"value\":\"run\"}}";

    [Fact]
    public void A_task_is_typed_where_the_core_looks_and_whole_in_its_description()
    {
        const string json = $$"""{{{Base}},{{Command}},"labels":{"labels":[{"key":"k","value":"v"}]} }""";

        var task = Launch(json);

        Assert.Null(task.Defect);
        Assert.Equal(("t", "n", "a"), (task.Id.Value, task.Name, task.AgentId.Value));
        Assert.Equal("cpus:1", task.Resources.ToString());
        Assert.Equal("dev", task.AllocationRole?.Value);
        Assert.Null(task.Executor);
        Assert.Equal(Parse.Json<Wire.TaskInfo>(json), Payloads.Decode<Wire.TaskInfo>(task.Description));
    }

    [Fact]
    public void An_executor_of_the_framework_comes_along()
    {
        var executor = Launch($$"""{{{Base}},{{Custom}}}""").Executor;

        Assert.NotNull(executor);
        Assert.Equal(("e", ExecutorKind.Custom, "f"), (executor.Id.Value, executor.Kind, executor.FrameworkId?.Value));
        Assert.Equal(executor, Launch($$"""{{{Base}},{{Custom}}}""").Executor);
        Assert.NotEqual(executor, Launch($$"""{{{Base}},{{Custom.Replace("run", "walk")}}}""").Executor);
    }

    [Theory]
    [InlineData($"{Command},\"limits\":{{\"cpus\":{{\"value\":\"Infinity\"}}}}")]
    [InlineData($"{Command},\"health_check\":{{\"type\":\"HTTP\",\"http\":{{\"port\":1,\"path\":\"/\"}}}}")]
    [InlineData($"{Command},\"kill_policy\":{{\"grace_period\":{{\"nanoseconds\":0}}}}")]
    [InlineData($"{Command},\"container\":{{\"type\":\"MESOS\",\"linux_info\":{{}}}}")]
    [InlineData(Custom)]
    public void A_sound_task_has_no_fault(string fields) => Assert.Null(Launch($$"""{{{Base}},{{fields}}}""").Defect);

    [Fact]
    public void Invalid_resources_are_a_fault_of_the_task() => Assert.Equal(
        "Task uses invalid resources: Invalid resource 'cpus': Invalid scalar resource: value < 0",
        Launch($$"""{{{Base.Replace("\"value\":1", "\"value\":-1")}},{{Command}}}""").Defect);

    [Theory]
    [InlineData("""{"type":"CREATE_DISK","id":{"value":"o"},"create_disk":{"source":{"name":"disk","type":"SCALAR"},"target_type":"MOUNT"}}""", "CREATE_DISK", "o", null)]
    [InlineData("""{"type":"LAUNCH"}""", "LAUNCH", null, "Expecting 'launch' to be present")]
    [InlineData("""{"type":"RESERVE","id":{"value":"o"}}""", "RESERVE", "o", "Expecting 'reserve' to be present")]
    [InlineData("""{"type":"FLY"}""", "UNKNOWN", null, null)]
    [InlineData("{}", "UNKNOWN", null, null)]
    public void Other_operations_keep_their_name(string json, string name, string? id, string? defect) => Assert.Equal(
        new ResourceOperation.Unsupported(name) { Id = id is null ? null : new(id), Defect = defect }, Operation(json));

    private static TaskInfo Launch(string task) =>
        Assert.Single(Assert.IsType<OfferOperation.Launch>(Operation($$"""{"type":"LAUNCH","launch":{"task_infos":[{{task}}]} }""")).Tasks);

    private static OfferOperation Operation(string json)
    {
        var call = Parse.Json<Call>($$"""{"framework_id":{"value":"f"},"type":"ACCEPT","accept":{"offer_ids":[{"value":"o"}],"operations":[{{json}}]} }""");
        return Assert.Single(Assert.IsType<FrameworkCommand.Accept>(CommandFromWire.Map(call, new Caller(null, null))).Operations);
    }
}
