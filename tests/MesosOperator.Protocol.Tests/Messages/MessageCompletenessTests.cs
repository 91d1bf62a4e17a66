using Google.Protobuf;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.Protocol.Mesos.V1.Scheduler;
using MesosOperator.Protocol.Messages;

namespace MesosOperator.Protocol.Tests.Messages;

/// <summary>The proto2 rules that protobuf's C# runtime does not keep by itself.</summary>
public sealed class MessageCompletenessTests
{
    [Fact]
    public void A_complete_message_lacks_nothing() =>
        Assert.Empty(MessageCompleteness.MissingFields(new Call { FrameworkId = new FrameworkID { Value = "" } }));

    [Fact]
    public void Absent_fields_are_found_in_messages_lists_and_maps()
    {
        var quota = new MesosOperator.Protocol.Mesos.V1.Quota.QuotaConfig { Limits = { ["mem"] = new Value.Types.Scalar() } };
        var call = new MesosOperator.Protocol.Mesos.V1.Master.Call { UpdateQuota = new() { QuotaConfigs = { quota } } };

        Assert.Equal(
            ["update_quota.quota_configs[0].role", "update_quota.quota_configs[0].limits[mem].value"],
            MessageCompleteness.MissingFields(call));
    }

    [Fact]
    public void An_unnamed_number_of_an_optional_enum_counts_as_absent()
    {
        var bytes = new Call { Type = (Call.Types.Type)999, FrameworkId = new FrameworkID { Value = "f" } }.ToByteArray();

        Assert.False(MessageCodec.Protobuf.Parse<Call>(bytes).HasType);
    }

    [Fact]
    public void An_unnamed_number_of_a_required_enum_is_a_missing_field()
    {
        var status = new Protocol.Mesos.V1.TaskStatus { TaskId = new TaskID { Value = "t" }, State = (TaskState)999 };
        var update = new Event.Types.Update { Status = status };

        var error = Assert.Throws<MessageFormatException>(
            () => MessageCodec.Protobuf.Parse<Event.Types.Update>(update.ToByteArray()));

        Assert.Equal(MessageFault.MissingField, error.Fault);
        Assert.Equal("status.state", error.Path);
    }

    [Fact]
    public void Unnamed_numbers_vanish_from_lists()
    {
        var capabilities = new CapabilityInfo { Capabilities = { (CapabilityInfo.Types.Capability)7, CapabilityInfo.Types.Capability.Kill } };

        MessageCompleteness.DropUnknownEnums(capabilities);

        Assert.Equal([CapabilityInfo.Types.Capability.Kill], capabilities.Capabilities);
    }
}
