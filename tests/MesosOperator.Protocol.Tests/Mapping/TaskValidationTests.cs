using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Tasks;
using MesosOperator.Protocol.Mapping.Scheduler;
using MesosOperator.Protocol.Mesos.V1.Scheduler;

namespace MesosOperator.Protocol.Tests.Mapping;

/// <summary>The faults of tasks, executors and groups that only the wire's side can see, in the words that frameworks hear.</summary>
public sealed class TaskValidationTests
{
    private const string Base = "\"name\":\"n\",\"task_id\":{\"value\":\"t\"},\"agent_id\":{\"value\":\"a\"},\"resources\":[{\"name\":\"cpus\",\"type\":\"SCALAR\",\"scalar\":{\"value\":1},\"allocation_info\":{\"role\":\"dev\"}}]";
    private const string Command = "\"command\":{\"value\":\"true\"}";
    private const string Custom = "\"executor\":{\"type\":\"CUSTOM\",\"executor_id\":{\"value\":\"e\"},\"framework_id\":{\"value\":\"f\"},\"command\":{\"value\":\"run\"}}";

    [Theory]
    [InlineData("", "Task should have at least one (but not both) of CommandInfo or ExecutorInfo present")]
    [InlineData($"{Command},{Custom}", "Task should have at least one (but not both) of CommandInfo or ExecutorInfo present")]
    [InlineData("\"executor\":{\"executor_id\":{\"value\":\"e\"}}", "'ExecutorInfo.command' must be set for 'CUSTOM' executor")]
    [InlineData("\"executor\":{\"type\":\"CUSTOM\",\"executor_id\":{\"value\":\"e\"}}", "'ExecutorInfo.command' must be set for 'CUSTOM' executor")]
    [InlineData("\"executor\":{\"type\":\"DEFAULT\",\"executor_id\":{\"value\":\"e\"}}", "'ExecutorInfo.type' must be 'CUSTOM' for a task outside of a task group")]
    public void K06_A_command_or_an_executor_with_a_command_but_not_both(string fields, string defect) =>
        Assert.Equal(defect, DefectOf(fields));

    [Theory]
    [InlineData("\"executor\":{\"type\":\"UNKNOWN\",\"executor_id\":{\"value\":\"e\"}}", "Unknown executor type")]
    [InlineData("\"executor\":{\"executor_id\":{\"value\":\"a/b\"},\"command\":{}}", "Invalid executor ID: 'a/b' contains invalid characters")]
    public void K14_Executors_of_a_kind_and_with_an_id_that_can_be(string fields, string defect) =>
        Assert.Equal(defect, DefectOf(fields));

    [Theory]
    [InlineData("\"executor\":{\"executor_id\":{\"value\":\"e\"},\"command\":{},\"shutdown_grace_period\":{\"nanoseconds\":-1}}", "ExecutorInfo's 'shutdown_grace_period' must be non-negative")]
    [InlineData($"{Command},\"kill_policy\":{{\"grace_period\":{{\"nanoseconds\":-1}}}}", "Task's 'kill_policy.grace_period' must be non-negative")]
    [InlineData($"{Command},\"max_completion_time\":{{\"nanoseconds\":-1}}", "Task's 'max_completion_time' must be non-negative")]
    public void K09_Periods_of_grace_are_not_negative(string fields, string defect) =>
        Assert.Equal(defect, DefectOf(fields));

    [Theory]
    [InlineData("\"executor\":{\"executor_id\":{\"value\":\"e\"},\"command\":{\"environment\":{\"variables\":[{\"name\":\"X\"}]}}}", "Executor's `CommandInfo` is invalid: Environment variable 'X' of type 'VALUE' must have a value set")]
    [InlineData("\"command\":{\"environment\":{\"variables\":[{\"name\":\"X\",\"value\":\"v\",\"secret\":{}}]}}", "Task's `CommandInfo` is invalid: Environment variable 'X' of type 'VALUE' must not have a secret set")]
    [InlineData("\"command\":{\"environment\":{\"variables\":[{\"name\":\"X\",\"type\":\"SECRET\"}]}}", "Task's `CommandInfo` is invalid: Environment variable 'X' of type 'SECRET' must have a secret set")]
    [InlineData("\"command\":{\"environment\":{\"variables\":[{\"name\":\"X\",\"type\":\"SECRET\",\"value\":\"v\",\"secret\":{}}]}}", "Task's `CommandInfo` is invalid: Environment variable 'X' of type 'SECRET' must not have a value set")]
    [InlineData("\"command\":{\"environment\":{\"variables\":[{\"name\":\"X\",\"type\":\"SECRET\",\"secret\":{\"value\":{\"data\":\"AA==\"}}}]}}", "Task's `CommandInfo` is invalid: Environment variable 'X' specifies a secret containing null bytes, which is not allowed in the environment")]
    [InlineData("\"command\":{\"environment\":{\"variables\":[{\"name\":\"X\",\"type\":\"UNKNOWN\",\"value\":\"v\"}]}}", "Task's `CommandInfo` is invalid: Environment variable of type 'UNKNOWN' is not allowed")]
    [InlineData("\"command\":{\"environment\":{\"variables\":[{\"name\":\"X\",\"value\":\"a\\u0000b\"}]}}", "Task's `CommandInfo` is invalid: Environment variable 'X' contains null bytes")]
    public void K10_Variables_of_an_environment_have_what_their_type_says(string fields, string defect) =>
        Assert.Equal(defect, DefectOf(fields));

    [Theory]
    [InlineData("\"executor\":{\"executor_id\":{\"value\":\"e\"},\"command\":{},\"container\":{\"type\":\"DOCKER\"}}", "Executor's `ContainerInfo` is invalid: DockerInfo 'docker' is not set for DOCKER typed ContainerInfo")]
    [InlineData($"{Command},\"container\":{{\"type\":\"DOCKER\"}}", "Task's `ContainerInfo` is invalid: DockerInfo 'docker' is not set for DOCKER typed ContainerInfo")]
    [InlineData($"{Command},\"container\":{{\"type\":\"DOCKER\",\"docker\":{{\"image\":\"i\",\"parameters\":[{{\"key\":\"name\",\"value\":\"x\"}}]}}}}", "Task's `ContainerInfo` is invalid: Parameter in DockerInfo must not be 'name'")]
    [InlineData($"{Command},\"container\":{{\"type\":\"MESOS\",\"volumes\":[{{\"mode\":\"RW\",\"container_path\":\"c\",\"host_path\":\"h\",\"source\":{{}}}}]}}", "Task's `ContainerInfo` is invalid: Only one of them should be set: 'host_path', 'image' and 'source'")]
    public void K11_Containers_say_what_their_type_needs(string fields, string defect) =>
        Assert.Equal(defect, DefectOf(fields));

    [Theory]
    [InlineData("\"executor\":{\"executor_id\":{\"value\":\"e\"},\"command\":{},\"container\":{\"type\":\"MESOS\",\"linux_info\":{\"share_cgroups\":false}}}", "The 'share_cgroups' of an executor's container must not be 'false'")]
    [InlineData($"{Command},\"container\":{{\"type\":\"MESOS\",\"linux_info\":{{\"share_cgroups\":false}}}}", "Only tasks in a task group may have 'share_cgroups' set to 'false'")]
    public void K13_Only_tasks_of_a_group_have_cgroups_of_their_own(string fields, string defect) =>
        Assert.Equal(defect, DefectOf(fields));

    [Theory]
    [InlineData("\"executor\":{\"executor_id\":{\"value\":\"e\"},\"command\":{},\"resources\":[{\"name\":\"cpus\",\"type\":\"SCALAR\"}]}", "Executor uses invalid resources: Invalid resource 'cpus': Invalid scalar resource")]
    [InlineData($"{Command},\"limits\":{{\"disk\":{{\"value\":1}}}}", "Task's limits may be set for 'cpus' and 'mem' only, not for 'disk'")]
    [InlineData($"{Command},\"limits\":{{\"mem\":{{\"value\":1}}}}", "Task has a limit for 'mem' but does not request any")]
    [InlineData($"{Command},\"limits\":{{\"cpus\":{{\"value\":0.5}}}}", "Task's limit of 0.5 for 'cpus' is less than the 1 that it requests")]
    [InlineData($"{Command},\"check\":{{}}", "Task uses invalid check: CheckInfo must specify 'type'")]
    [InlineData($"{Command},\"check\":{{\"type\":\"TCP\"}}", "Task uses invalid check: Expecting 'tcp' to be set for TCP check")]
    [InlineData($"{Command},\"check\":{{\"type\":\"HTTP\",\"http\":{{\"port\":1,\"path\":\"x\"}}}}", "Task uses invalid check: The path 'x' of HTTP check must start with '/'")]
    [InlineData($"{Command},\"check\":{{\"type\":\"TCP\",\"tcp\":{{\"port\":0}}}}", "Task uses invalid check: The port 0 of TCP check must be between 1 and 65535")]
    [InlineData($"{Command},\"health_check\":{{\"type\":\"TCP\",\"tcp\":{{\"port\":70000}}}}", "Task uses invalid health check: The port 70000 of TCP health check must be between 1 and 65535")]
    [InlineData($"{Command},\"health_check\":{{\"type\":\"HTTP\",\"http\":{{\"port\":70000}}}}", "Task uses invalid health check: The port 70000 of HTTP health check must be between 1 and 65535")]
    [InlineData($"{Command},\"check\":{{\"type\":\"TCP\",\"tcp\":{{\"port\":1}},\"delay_seconds\":-1}}", "Task uses invalid check: Expecting 'delay_seconds' to be non-negative")]
    [InlineData($"{Command},\"health_check\":{{}}", "Task uses invalid health check: HealthCheck must specify 'type'")]
    [InlineData($"{Command},\"health_check\":{{\"type\":\"COMMAND\",\"command\":{{}}}}", "Task uses invalid health check: Shell command is not specified")]
    [InlineData($"{Command},\"health_check\":{{\"type\":\"COMMAND\",\"command\":{{\"shell\":false}}}}", "Task uses invalid health check: Executable path is not specified")]
    [InlineData($"{Command},\"health_check\":{{\"type\":\"HTTP\",\"http\":{{\"port\":1,\"scheme\":\"ftp\"}}}}", "Task uses invalid health check: Unsupported HTTP health check scheme: 'ftp'")]
    [InlineData($"{Command},\"health_check\":{{\"type\":\"TCP\",\"tcp\":{{\"port\":1}},\"timeout_seconds\":\"NaN\"}}", "Task uses invalid health check: Expecting 'timeout_seconds' to be non-negative")]
    public void Checks_and_limits_and_resources_are_what_they_can_be(string fields, string defect) =>
        Assert.Equal(defect, DefectOf(fields));

    [Fact]
    public void S17_A_launch_must_not_have_an_id() => Assert.Equal(
        "A launch must not have an operation ID",
        Assert.Single(Assert.IsType<OfferOperation.Launch>(Operation(
            $$"""{"type":"LAUNCH","id":{"value":"o"},"launch":{"task_infos":[{{{Base}},{{Command}} }]} }""")).Tasks).Defect);

    [Fact]
    public void S17_A_group_must_not_have_an_id() => Assert.Equal(
        "A launch must not have an operation ID",
        Assert.IsType<OfferOperation.LaunchGroup>(Operation(
            $$"""{"type":"LAUNCH_GROUP","id":{"value":"o"},"launch_group":{"executor":{"executor_id":{"value":"e"} },"task_group":{"tasks":[{{{Base}},{{Command}} }]} } }""")).Defect);

    [Theory]
    [InlineData("""{"type":"DEFAULT","executor_id":{"value":"e"},"framework_id":{"value":"f"}}""", "", null)]
    [InlineData("""{"executor_id":{"value":"e"},"framework_id":{"value":"f"}}""", "", "'ExecutorInfo.type' must be set for the executor of a task group")]
    [InlineData("""{"type":"DEFAULT","executor_id":{"value":"e"}}""", "", "'ExecutorInfo.framework_id' must be set for the executor of a task group")]
    [InlineData("""{"type":"DEFAULT","executor_id":{"value":"e"},"framework_id":{"value":"f"},"command":{}}""", "", "'ExecutorInfo.command' must not be set for 'DEFAULT' executor")]
    [InlineData("""{"type":"CUSTOM","executor_id":{"value":"e"},"framework_id":{"value":"f"}}""", "", "'ExecutorInfo.command' must be set for 'CUSTOM' executor")]
    [InlineData("""{"type":"DEFAULT","executor_id":{"value":"e"},"framework_id":{"value":"f"},"container":{"type":"DOCKER"}}""", "", "Docker ContainerInfo is not supported on the executor")]
    [InlineData("""{"type":"DEFAULT","executor_id":{"value":"e"},"framework_id":{"value":"f"},"resources":[{"name":"","type":"SCALAR"}]}""", "", "Executor uses invalid resources: Invalid resource '': Empty resource name")]
    [InlineData("""{"type":"DEFAULT","executor_id":{"value":"e"},"framework_id":{"value":"f"}}""", ",\"container\":{\"type\":\"DOCKER\"}", "Docker ContainerInfo is not supported on the task")]
    [InlineData("""{"type":"DEFAULT","executor_id":{"value":"e"},"framework_id":{"value":"f"}}""", $",{Custom}", "The 'ExecutorInfo' of task is different from the executor of the group")]
    [InlineData("""{"type":"DEFAULT","executor_id":{"value":"e"},"framework_id":{"value":"f"}}""", ",\"container\":{\"type\":\"MESOS\",\"linux_info\":{\"share_cgroups\":false}}", null)]
    [InlineData("""{"type":"DEFAULT","executor_id":{"value":"e"},"framework_id":{"value":"f"}}""",
        ",\"container\":{\"type\":\"MESOS\",\"network_infos\":[{}]},\"health_check\":{\"type\":\"TCP\",\"tcp\":{\"port\":1}}",
        "HTTP and TCP health checks are not supported for nested containers not joining parent's network")]
    public void K15_Groups_have_rules_of_their_own(string executor, string fields, string? defect)
    {
        var group = Assert.IsType<OfferOperation.LaunchGroup>(Operation(
            $$"""{"type":"LAUNCH_GROUP","launch_group":{"executor":{{executor}},"task_group":{"tasks":[{{{Base}},{{Command}}{{fields}} }]} } }"""));

        Assert.Equal("e", group.Executor.Id.Value);
        Assert.Equal(defect, group.Defect ?? Assert.Single(group.Tasks).Defect);
    }

    private static string? DefectOf(string fields) => Launch($$"""{{{Base}}{{(fields == "" ? "" : ",")}}{{fields}}}""").Defect;

    private static TaskInfo Launch(string task) =>
        Assert.Single(Assert.IsType<OfferOperation.Launch>(Operation($$"""{"type":"LAUNCH","launch":{"task_infos":[{{task}}]} }""")).Tasks);

    private static OfferOperation Operation(string json)
    {
        var call = Parse.Json<Call>($$"""{"framework_id":{"value":"f"},"type":"ACCEPT","accept":{"offer_ids":[{"value":"o"}],"operations":[{{json}}]} }""");
        return Assert.Single(Assert.IsType<FrameworkCommand.Accept>(CommandFromWire.Map(call, new Caller(null, null))).Operations);
    }
}
