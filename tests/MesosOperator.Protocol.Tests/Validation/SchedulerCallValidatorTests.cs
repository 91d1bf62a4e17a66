using Google.Protobuf;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mesos.V1.Scheduler;
using MesosOperator.Protocol.Validation;

namespace MesosOperator.Protocol.Tests.Validation;

/// <summary>The recorded requests cover the texts; these cover the cases that nobody recorded.</summary>
public sealed class SchedulerCallValidatorTests
{
    private const string Info = """{"user":"u","name":"n","id":{"value":"ID"}}""";

    [Theory]
    [InlineData("a", "a", true)]
    [InlineData("a", "b", false)]
    [InlineData("a", "", false)]
    [InlineData("", "b", false)]
    [InlineData("", "", true)]
    public void Both_ids_of_a_subscription_must_be_equal(string outer, string inner, bool isFine)
    {
        var fault = Validate($$$"""
            {"framework_id":{"value":"{{{outer}}}"},"type":"SUBSCRIBE","subscribe":{"framework_info":{{{Info.Replace("ID", inner)}}}}}
            """);

        Assert.Equal(isFine ? null : "Failed to validate scheduler::Call: 'framework_id' differs from 'subscribe.framework_info.id'", fault);
    }

    [Fact]
    public void An_empty_id_counts_as_none_at_all() =>
        Assert.Null(Validate("""{"type":"SUBSCRIBE","subscribe":{"framework_info":{"user":"u","name":"n","id":{"value":""}}}}"""));

    [Fact]
    public void Both_ids_of_an_update_must_be_equal() => Assert.Equal(
        "Failed to validate scheduler::Call: 'framework_id' differs from 'update_framework.framework_info.id'",
        Validate($$$"""{"framework_id":{"value":"f"},"type":"UPDATE_FRAMEWORK","update_framework":{"framework_info":{{{Info}}}}}"""));

    [Theory]
    [InlineData(0, false)]
    [InlineData(15, false)]
    [InlineData(16, true)]
    [InlineData(17, false)]
    public void A_uuid_has_sixteen_bytes(int length, bool isFine)
    {
        var uuid = Convert.ToBase64String(new byte[length]);
        var fault = Validate($$$"""
            {"framework_id":{"value":"f"},"type":"ACKNOWLEDGE","acknowledge":{"agent_id":{"value":"a"},"task_id":{"value":"t"},"uuid":"{{{uuid}}}"}}
            """);

        Assert.Equal(isFine ? null : "Failed to validate scheduler::Call: Not a valid UUID", fault);
    }

    [Fact]
    public void The_acknowledgement_of_an_operation_names_its_agent() => Assert.Equal(
        "Failed to validate scheduler::Call: Expecting 'agent_id' to be present",
        Validate($$$"""
            {"framework_id":{"value":"f"},"type":"ACKNOWLEDGE_OPERATION_STATUS",
             "acknowledge_operation_status":{"uuid":"{{{Convert.ToBase64String(new byte[16])}}}","operation_id":{"value":"o"} } }
            """));

    [Theory]
    [InlineData("TEARDOWN")]
    [InlineData("REVIVE")]
    [InlineData("SUPPRESS")]
    [InlineData("UNKNOWN")]
    public void Some_calls_need_no_body(string type) =>
        Assert.Null(Validate($$"""{"framework_id":{"value":"f"},"type":"{{type}}"}"""));

    [Fact]
    public void Every_other_call_needs_the_framework()
    {
        foreach (var type in Enum.GetValues<Call.Types.Type>().Where(t => t != Call.Types.Type.Subscribe))
        {
            Assert.Equal(
                "Failed to validate scheduler::Call: Expecting 'framework_id' to be present",
                SchedulerCallValidator.Validate(new Call { Type = type }));
        }
    }

    private static string? Validate(string json) =>
        SchedulerCallValidator.Validate(MessageCodec.Json.Parse<Call>(ByteString.CopyFromUtf8(json).Memory));
}
