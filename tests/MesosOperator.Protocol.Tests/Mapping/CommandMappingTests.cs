using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Roles;
using MesosOperator.Core.Tasks;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mapping.Scheduler;
using MesosOperator.Protocol.Mesos.V1.Scheduler;
using MesosOperator.Protocol.Tests.Recorded;
using MesosOperator.Protocol.Validation;

namespace MesosOperator.Protocol.Tests.Mapping;

/// <summary>Every call becomes one command.</summary>
public sealed class CommandMappingTests
{
    private static readonly Caller Someone = new(new StreamId("s"), "p");

    public static TheoryData<string> AcceptedCalls =>
        [.. Capture.Names("0", ".req").Concat(Capture.Names("10", ".req")).Where(name => name != "01-subscribe.req")];

    [Theory]
    [InlineData("\"type\":\"TEARDOWN\"", typeof(FrameworkCommand.TearDown))]
    [InlineData("\"type\":\"REQUEST\",\"request\":{}", typeof(FrameworkCommand.StateDemand))]
    [InlineData("\"type\":\"ACCEPT_INVERSE_OFFERS\",\"accept_inverse_offers\":{}", typeof(FrameworkCommand.AnswerInverseOffers))]
    [InlineData("\"type\":\"DECLINE_INVERSE_OFFERS\",\"decline_inverse_offers\":{}", typeof(FrameworkCommand.AnswerInverseOffers))]
    [InlineData("\"type\":\"RECONCILE_OPERATIONS\",\"reconcile_operations\":{}", typeof(FrameworkCommand.ReconcileOperations))]
    public void A_call_without_content_becomes_its_command(string fields, Type command)
    {
        var mapped = Map(fields);

        Assert.IsType(command, mapped);
        Assert.Equal("f", mapped.FrameworkId.Value);
        Assert.Same(Someone, mapped.Caller);
    }

    [Theory]
    [InlineData("\"type\":\"UNKNOWN\"", "UNKNOWN")]
    public void A_call_that_is_not_served_keeps_its_name(string fields, string name) =>
        Assert.Equal(new FrameworkCommand.Unserved(new FrameworkId("f"), Someone, name), Map(fields));

    [Fact]
    public void An_update_of_the_framework_carries_the_whole_description()
    {
        var update = Assert.IsType<FrameworkCommand.Update>(Map(
            "\"type\":\"UPDATE_FRAMEWORK\",\"update_framework\":{\"framework_info\":{\"user\":\"u\",\"name\":\"n\",\"id\":{\"value\":\"f\"}},\"suppressed_roles\":[\"*\"]}"));
        Assert.Equal(("u", "n", new FrameworkId("f")), (update.Info.User, update.Info.Name, update.Info.Id!.Value));
        Assert.Equal("*", Assert.Single(update.SuppressedRoles).Value);
        Assert.Null(update.Defect);
    }

    [Theory]
    [InlineData("", 5)]
    [InlineData(",\"filters\":{}", 5)]
    [InlineData(",\"filters\":{\"refuse_seconds\":0}", 0)]
    [InlineData(",\"filters\":{\"refuse_seconds\":-1}", 5)]
    [InlineData(",\"filters\":{\"refuse_seconds\":\"NaN\"}", 5)]
    [InlineData(",\"filters\":{\"refuse_seconds\":1e300}", 365 * 24 * 3600)]
    public void A_refusal_has_a_sane_duration(string filters, int seconds)
    {
        var decline = Assert.IsType<FrameworkCommand.Decline>(Map($$$"""
            "type":"DECLINE","decline":{"offer_ids":[{"value":"a"},{"value":"b"}]{{{filters}}}}
            """));

        Assert.Equal(TimeSpan.FromSeconds(seconds), decline.RefuseFor);
        Assert.Equal([new OfferId("a"), new OfferId("b")], decline.OfferIds);
    }

    [Fact]
    public void Roles_may_be_named_or_not()
    {
        Assert.Empty(Assert.IsType<FrameworkCommand.Revive>(Map("\"type\":\"REVIVE\"")).Roles);
        Assert.Equal([new RoleName("a")], Assert.IsType<FrameworkCommand.Revive>(Map("\"type\":\"REVIVE\",\"revive\":{\"roles\":[\"a\"]}")).Roles);
        Assert.Empty(Assert.IsType<FrameworkCommand.Suppress>(Map("\"type\":\"SUPPRESS\",\"suppress\":{}")).Roles);
    }

    [Fact]
    public void A_kill_may_name_agent_and_grace()
    {
        var bare = Assert.IsType<FrameworkCommand.Kill>(Map("\"type\":\"KILL\",\"kill\":{\"task_id\":{\"value\":\"t\"},\"kill_policy\":{}}"));
        var full = Assert.IsType<FrameworkCommand.Kill>(Map(
            "\"type\":\"KILL\",\"kill\":{\"task_id\":{\"value\":\"t\"},\"agent_id\":{\"value\":\"a\"},\"kill_policy\":{\"grace_period\":{\"nanoseconds\":1500000000}}}"));

        Assert.Equal((null, null), (bare.AgentId, bare.Policy));
        Assert.Equal((new AgentId("a"), new KillPolicy(TimeSpan.FromSeconds(1.5))), (full.AgentId, full.Policy));
    }

    [Fact]
    public void An_acknowledgement_names_its_update() => Assert.Equal(
        "000102030405060708090a0b0c0d0e0f",
        Assert.IsType<FrameworkCommand.Acknowledge>(Map(
            "\"type\":\"ACKNOWLEDGE\",\"acknowledge\":{\"agent_id\":{\"value\":\"a\"},\"task_id\":{\"value\":\"t\"},\"uuid\":\"AAECAwQFBgcICQoLDA0ODw==\"}")).UpdateId.ToString());

    [Fact]
    public void Reconciliation_asks_for_some_or_for_all()
    {
        Assert.Empty(Assert.IsType<FrameworkCommand.Reconcile>(Map("\"type\":\"RECONCILE\",\"reconcile\":{}")).Tasks);
        Assert.Equal(
            [new TaskQuery(new TaskId("t"), null), new TaskQuery(new TaskId("u"), new AgentId("a"))],
            Assert.IsType<FrameworkCommand.Reconcile>(Map(
                "\"type\":\"RECONCILE\",\"reconcile\":{\"tasks\":[{\"task_id\":{\"value\":\"t\"}},{\"task_id\":{\"value\":\"u\"},\"agent_id\":{\"value\":\"a\"}}]}")).Tasks);
    }

    [Fact]
    public void Operations_are_asked_for_and_acknowledged()
    {
        var reconcile = Assert.IsType<FrameworkCommand.ReconcileOperations>(Map(
            "\"type\":\"RECONCILE_OPERATIONS\",\"reconcile_operations\":{\"operations\":[{\"operation_id\":{\"value\":\"o\"},\"agent_id\":{\"value\":\"a\"}},{\"operation_id\":{\"value\":\"p\"}}]}"));
        Assert.Equal([new(new("o"), new AgentId("a")), new(new("p"), null)], reconcile.Operations);

        var seen = Assert.IsType<FrameworkCommand.AcknowledgeOperation>(Map(
            "\"type\":\"ACKNOWLEDGE_OPERATION_STATUS\",\"acknowledge_operation_status\":{\"agent_id\":{\"value\":\"a\"},\"uuid\":\"AAAAAAAAAAAAAAAAAAAAAQ==\",\"operation_id\":{\"value\":\"o\"}}"));
        Assert.Equal(("o", new UpdateId(1)), (seen.OperationId.Value, seen.UpdateId));
    }

    [Fact]
    public void Executors_are_spoken_to_and_ended()
    {
        var message = Assert.IsType<FrameworkCommand.Message>(Map(
            "\"type\":\"MESSAGE\",\"message\":{\"agent_id\":{\"value\":\"a\"},\"executor_id\":{\"value\":\"e\"},\"data\":\"aGk=\"}"));
        var shutdown = Assert.IsType<FrameworkCommand.ShutDownExecutor>(Map(
            "\"type\":\"SHUTDOWN\",\"shutdown\":{\"agent_id\":{\"value\":\"a\"},\"executor_id\":{\"value\":\"e\"}}"));

        Assert.Equal("hi"u8.ToArray(), message.Data.Bytes.ToArray());
        Assert.Equal((new AgentId("a"), new ExecutorId("e")), (shutdown.AgentId, shutdown.ExecutorId));
    }

    [Fact]
    public void A_recorded_launch_is_sound()
    {
        var call = MessageCodec.Json.Parse<Call>(Capture.Body("03-accept-launch.req"));

        var accept = Assert.IsType<FrameworkCommand.Accept>(CommandFromWire.Map(call, Someone));

        var task = Assert.Single(Assert.IsType<OfferOperation.Launch>(Assert.Single(accept.Operations)).Tasks);
        Assert.Null(task.Defect);
        Assert.Equal("cpus:0.1; mem:32", task.Resources.ToString());
    }

    [Theory, MemberData(nameof(AcceptedCalls))]
    public void Every_recorded_call_that_was_accepted_becomes_a_command(string file)
    {
        var call = MessageCodec.Json.Parse<Call>(Capture.Body(file));

        Assert.Null(SchedulerCallValidator.Validate(call));
        Assert.Equal(call.FrameworkId.Value, CommandFromWire.Map(call, Someone).FrameworkId.Value);
    }

    private static FrameworkCommand Map(string fields)
    {
        var call = Parse.Json<Call>($$$"""{"framework_id":{"value":"f"},{{{fields}}}}""");
        Assert.Null(SchedulerCallValidator.Validate(call));
        return CommandFromWire.Map(call, Someone);
    }
}
