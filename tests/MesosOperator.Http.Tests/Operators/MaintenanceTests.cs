using System.Text;
using MesosOperator.Http.Tests.Support;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mesos.V1.Allocator;
using MesosOperator.Protocol.Mesos.V1.Scheduler;
using Reads = MesosOperator.Protocol.Mesos.V1.Master.Call.Types.Type;
using Request = MesosOperator.Http.Tests.Support.Request;

namespace MesosOperator.Http.Tests.Operators;

/// <summary>Maintenance over the wire: cases G05, G07, G09, G11 and G12.</summary>
public sealed class MaintenanceTests
{
    private const string Window = """{"machine_ids":[{"hostname":"AGENT-host"}],"unavailability":{"start":{"nanoseconds":1234567891},"duration":{"nanoseconds":7}}}""";

    public static TheoryData<MessageCodec> Codecs => [MessageCodec.Json, MessageCodec.Protobuf];

    [Theory]
    [InlineData("""{"machine_ids":[{"hostname":"a"},{"hostname":"A"}],"unavailability":{"start":{"nanoseconds":1}}}""", "Machine 'A' appears more than once in the schedule")]
    [InlineData("""{"machine_ids":[{}],"unavailability":{"start":{"nanoseconds":1}}}""", "Both 'hostname' and 'ip' for a machine are empty")]
    [InlineData("""{"machine_ids":[{"hostname":"a","ip":"10.0.0"},{"ip":"host"}],"unavailability":{"start":{"nanoseconds":1}}}""", "Machine '' has no IP address in 'ip': 'host'")]
    [InlineData("""{"machine_ids":[{"ip":"10.0.0.1"}],"unavailability":{"start":{"nanoseconds":1},"duration":{"nanoseconds":-1}}}""", "Unavailability 'duration' is negative: -1 ns")]
    [InlineData("""{"unavailability":{"start":{"nanoseconds":1}}}""", "List of machines in the maintenance window is empty")]
    [InlineData("""{"machine_ids":[{"hostname":"a"}]}""", "unavailability")]
    public async Task G05_a_schedule_that_makes_no_sense_is_refused_by_both_endpoints(string window, string why)
    {
        await using var target = await TestOperator.StartAsync();

        var call = await OperatorClient.CallAsync(target, Update(window));
        var old = await PostAsync(target, "/maintenance/schedule", $$"""{"windows":[{{window}}]}""");

        Assert.Equal((400, 400), (call.Status, old.Status));
        Assert.Contains(why, call.Text, StringComparison.Ordinal);
        Assert.Contains(why, old.Text, StringComparison.Ordinal);
        Assert.Equal("{}", await GetAsync(target, "/maintenance/schedule"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/master")]
    public async Task G05_a_schedule_is_read_back_and_machines_go_down_and_up_by_the_older_endpoints(string prefix)
    {
        await using var target = await TestOperator.StartAsync();
        const string Machine = """[{"hostname":"agent-HOST"}]""";

        Assert.Equal((200, ""), await PostAsync(target, prefix + "/maintenance/schedule", $$"""{"windows":[{{Window}}]}"""));
        Assert.Equal($$"""{"windows":[{{Window}}]}""", await GetAsync(target, prefix + "/maintenance/schedule"));
        Assert.Equal("""{"draining_machines":[{"id":{"hostname":"AGENT-host"}}]}""", await GetAsync(target, prefix + "/maintenance/status"));
        Assert.Equal((200, ""), await PostAsync(target, prefix + "/machine/down", Machine));
        Assert.Equal("""{"down_machines":[{"hostname":"agent-HOST"}]}""", await GetAsync(target, prefix + "/maintenance/status"));
        Assert.Equal(
            (400, "Machine 'agent-HOST' is under maintenance and cannot be left out of the schedule"),
            await PostAsync(target, prefix + "/maintenance/schedule", "{}"));
        Assert.Equal(
            (400, "Machine 'agent-HOST' is not in DRAINING mode and cannot be brought down"), await PostAsync(target, prefix + "/machine/down", Machine));
        Assert.Equal((200, ""), await PostAsync(target, prefix + "/machine/up", Machine));
        Assert.Equal((400, "Machine 'agent-HOST' is not part of a maintenance schedule"), await PostAsync(target, prefix + "/machine/up", Machine));
        Assert.Equal("{}", await GetAsync(target, prefix + "/maintenance/schedule"));
        Assert.Equal(400, (await PostAsync(target, prefix + "/machine/down", "{\"hostname\":1}")).Status);
    }

    [Theory, MemberData(nameof(Codecs))]
    public async Task G11_a_framework_is_told_asked_and_heard_in_either_encoding(MessageCodec codec)
    {
        await using var target = await TestOperator.StartAsync();
        await using var agent = await FakeAgent.RegisterAsync(target);
        await using var framework = await Framework.SubscribeAsync(target, codec: codec);
        var before = (await framework.NextAsync(Event.Types.Type.Offers)).Offers.Offers_.Single();
        Assert.Null(before.Unavailability);

        Assert.Equal(200, (await OperatorClient.CallAsync(target, Update(Window))).Status);
        var rescinded = await framework.NextAsync(Event.Types.Type.Rescind);
        var offer = (await framework.NextAsync(Event.Types.Type.Offers)).Offers.Offers_.Single();
        target.Time.Advance(TimeSpan.FromSeconds(1));
        var asked = Assert.Single((await framework.NextAsync(Event.Types.Type.InverseOffers)).InverseOffers.InverseOffers_);
        var known = (await OperatorClient.ReadAsync(target, Reads.GetFrameworks, codec)).GetFrameworks.Frameworks.Single();
        await framework.CallAsync(new Call { Type = Call.Types.Type.AcceptInverseOffers, AcceptInverseOffers = new() { InverseOfferIds = { asked.Id } } });
        var accepted = (await StatusAsync(target, codec)).Single().Statuses.Single();
        target.Time.Advance(TimeSpan.FromSeconds(5));
        var again = Assert.Single((await framework.NextAsync(Event.Types.Type.InverseOffers)).InverseOffers.InverseOffers_);
        await framework.CallAsync(new Call
        {
            Type = Call.Types.Type.DeclineInverseOffers,
            DeclineInverseOffers = new() { InverseOfferIds = { again.Id }, Filters = new() { RefuseSeconds = 1000 } },
        });
        var declined = (await StatusAsync(target, codec)).Single().Statuses.Single();
        Assert.Equal(200, (await OperatorClient.CallAsync(target, """{"type":"UPDATE_MAINTENANCE_SCHEDULE","update_maintenance_schedule":{"schedule":{}}}""")).Status);

        Assert.Equal(before.Id, rescinded.Rescind.OfferId);
        Assert.Equal((1234567891L, 7L), (offer.Unavailability.Start.Nanoseconds, offer.Unavailability.Duration.Nanoseconds));
        Assert.Equal(
            (framework.Id, agent.Id, offer.Unavailability, offer.Url), (asked.FrameworkId.Value, asked.AgentId.Value, asked.Unavailability, asked.Url));
        Assert.Equal(asked, Assert.Single(known.InverseOffers));
        Assert.Equal((InverseOfferStatus.Types.Status.Accept, framework.Id), (accepted.Status, accepted.FrameworkId.Value));
        Assert.Equal(InverseOfferStatus.Types.Status.Decline, declined.Status);
        Assert.NotEqual(asked.Id, again.Id);
    }

    [Fact]
    public async Task An_inverse_offer_that_need_not_be_answered_any_more_is_rescinded()
    {
        await using var target = await TestOperator.StartAsync();
        await using var agent = await FakeAgent.RegisterAsync(target);
        await using var framework = await Framework.SubscribeAsync(target);
        await OperatorClient.CallAsync(target, Update(Window));
        target.Time.Advance(TimeSpan.FromSeconds(1));
        var asked = (await framework.NextAsync(Event.Types.Type.InverseOffers)).InverseOffers.InverseOffers_.Single();

        await OperatorClient.CallAsync(target, Update(Window.Replace("1234567891", "5")));

        Assert.Equal(asked.Id, (await framework.NextAsync(Event.Types.Type.RescindInverseOffer)).RescindInverseOffer.InverseOfferId);
    }

    [Fact]
    public async Task G09_agents_of_a_machine_that_goes_down_are_shut_down_and_refused_until_it_is_up()
    {
        await using var target = await TestOperator.StartAsync();
        await using var agent = await FakeAgent.RegisterAsync(target);
        await using var framework = await Framework.SubscribeAsync(target);
        await Story.RunTaskAsync(framework, agent);
        await OperatorClient.CallAsync(target, Update(Window));

        var start = await OperatorClient.CallAsync(target, """{"type":"START_MAINTENANCE","start_maintenance":{"machines":[{"hostname":"agent-host"}]}}""");
        var lost = (await framework.NextAsync(Event.Types.Type.Update)).Update.Status;
        var failure = (await framework.NextAsync(Event.Types.Type.Failure)).Failure;
        var order = await agent.HearOrderAsync();
        await using var refused = FakeAgent.Dial(target);
        await refused.SayAsync(FakeAgent.Register(2));
        var refusal = await refused.HearAsync();
        var stop = await OperatorClient.CallAsync(target, """{"type":"STOP_MAINTENANCE","stop_maintenance":{"machines":[{"hostname":"agent-host"}]}}""");
        await using var back = await FakeAgent.RegisterAsync(target, 3);

        Assert.Equal((200, 200), (start.Status, stop.Status));
        Assert.Equal(
            (Protocol.Mesos.V1.TaskState.TaskLost, Protocol.Mesos.V1.TaskStatus.Types.Reason.AgentRemoved), (lost.State, lost.Reason));
        Assert.Equal(agent.Id, failure.AgentId.Value);
        Assert.Contains("Machine DOWN", order.Shutdown.Message, StringComparison.Ordinal);
        Assert.Contains("Machine is `DOWN`", refusal.ToString(), StringComparison.Ordinal);
        Assert.NotEqual("", back.Id);
    }

    private static async Task<IReadOnlyList<Protocol.Mesos.V1.Maintenance.ClusterStatus.Types.DrainingMachine>> StatusAsync(TestOperator target, MessageCodec codec) =>
        (await OperatorClient.ReadAsync(target, Reads.GetMaintenanceStatus, codec)).GetMaintenanceStatus.Status.DrainingMachines;

    private static string Update(string window) =>
        $$$$"""{"type":"UPDATE_MAINTENANCE_SCHEDULE","update_maintenance_schedule":{"schedule":{"windows":[{{{{window}}}}]}}}""";

    private static async Task<string> GetAsync(TestOperator target, string path) => (await Answer.OfAsync(target, Request.Get(path))).Text;

    private static async Task<(int Status, string Text)> PostAsync(TestOperator target, string path, string body)
    {
        var answer = await Answer.OfAsync(target, Request.Post(path, MediaTypes.Json, Encoding.UTF8.GetBytes(body)));
        return (answer.Status, answer.Text);
    }
}
