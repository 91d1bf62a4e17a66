using System.Net;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Effects;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;
using MesosOperator.Core.Tasks;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mapping.Agents;
using MesosOperator.Protocol.Mapping.Resources;
using MesosOperator.Protocol.Mapping.Scheduler;
using MesosOperator.Protocol.Mesos.V1.Scheduler;
using MesosOperator.Protocol.Tests.Recorded;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Tests.Mapping;

/// <summary>What frameworks are told, held to what a real master tells.</summary>
public sealed class EventMappingTests
{
    private static readonly EventToWire Events = new(
        MasterToWire.Map("m", "localhost", new IPEndPoint(IPAddress.Loopback, 5050), "1.11.0"), TimeSpan.FromSeconds(15));

    [Fact]
    public void Subscribed_introduces_the_master() => Assert.Equal(
        """{"type":"SUBSCRIBED","subscribed":{"framework_id":{"value":"f"},"heartbeat_interval_seconds":15.0,"master_info":{"id":"m","ip":16777343,"port":5050,"pid":"master@127.0.0.1:5050","hostname":"localhost","version":"1.11.0","address":{"hostname":"localhost","ip":"127.0.0.1","port":5050}}}}""",
        Text(new FrameworkNotice.Subscribed(new FrameworkId("f"))));

    /// <summary>Clients with a strict parser drop an event whole when they do not know its type (mesos-clients, 2.15).</summary>
    [Fact]
    public void Demand15_every_notice_is_an_event_that_clients_know()
    {
        var agent = new AgentId("a");
        FrameworkNotice[] notices =
        [
            new FrameworkNotice.Subscribed(new FrameworkId("f")),
            new OffersMade([new(AnOffer("o"), new AgentInfo("h", "10.0.0.1", 5051, ResourceSet.Empty), [])], FrameworkCapabilities.None),
            new FrameworkNotice.OfferRescinded(new OfferId("o")),
            new InverseOffersMade([new(new(new("i"), new("f"), agent, new(1, null)), new AgentInfo("h", "10.0.0.1", 5051, ResourceSet.Empty))]),
            new FrameworkNotice.InverseOfferRescinded(new OfferId("i")),
            new FrameworkNotice.TaskUpdated(new TaskStatus(new TaskId("t"), TaskState.Running, StatusSource.Executor)),
            new FrameworkNotice.OperationUpdated(new OperationStatus(new OperationId("o"), OperationState.Unknown), FrameworkCapabilities.None),
            new FrameworkNotice.MessageArrived(agent, new ExecutorId("e"), Payload.Empty),
            new FrameworkNotice.AgentLost(agent),
            new FrameworkNotice.ExecutorLost(agent, new ExecutorId("e"), 9),
            new FrameworkNotice.Failed("why"),
        ];
        Assert.Equal(
            typeof(FrameworkNotice).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(FrameworkNotice))).ToHashSet(),
            notices.Select(notice => notice.GetType()).ToHashSet());

        // Of operations only those hear who name or ask for them, of inverse offers those whose agents are scheduled for maintenance.
        string[] known = ["SUBSCRIBED", "OFFERS", "INVERSE_OFFERS", "RESCIND", "RESCIND_INVERSE_OFFER", "UPDATE", "UPDATE_OPERATION_STATUS", "MESSAGE", "FAILURE", "ERROR", "HEARTBEAT"];
        foreach (var text in notices.Select(Text))
        {
            using var told = System.Text.Json.JsonDocument.Parse(text);
            Assert.Contains(told.RootElement.GetProperty("type").GetString(), known);
            Assert.DoesNotContain("null", text);
        }
    }

    [Fact]
    public void An_inverse_offer_means_all_of_an_agent() => Assert.Equal(
        """{"type":"INVERSE_OFFERS","inverse_offers":{"inverse_offers":[{"id":{"value":"i"},"url":{"scheme":"http","address":{"hostname":"h","ip":"10.0.0.1","port":5051},"path":"/slave(1)"},"framework_id":{"value":"f"},"agent_id":{"value":"a"},"unavailability":{"start":{"nanoseconds":1},"duration":{"nanoseconds":2}}}]}}""",
        Text(new InverseOffersMade([new(new(new("i"), new("f"), new("a"), new(1, 2)), new AgentInfo("h", "10.0.0.1", 5051, ResourceSet.Empty))])));

    [Fact]
    public void An_IPv6_master_has_no_number() =>
        Assert.Equal((0u, "master@[::1]:5050"), (MasterToWire.Map("m", "h", new IPEndPoint(IPAddress.IPv6Loopback, 5050), "1.11.0") is var info ? (info.Ip, info.Pid) : default));

    [Fact]
    public void A_recorded_offer_is_told_as_recorded()
    {
        var recorded = MessageCodec.Json.Parse<Event>(Capture.Bytes("02-event-OFFERS.json"));
        var offer = Assert.Single(recorded.Offers.Offers_);
        var info = new Wire.AgentInfo { Hostname = offer.Hostname, Port = offer.Url.Address.Port, Attributes = { offer.Attributes } };
        var agent = AgentFromWire.Map(info, offer.Url.Address.Ip, "1", []);
        var resources = ResourcesFromWire.Map(offer.Resources);
        var made = new Offer(
            new OfferId(offer.Id.Value),
            new FrameworkId(offer.FrameworkId.Value),
            new AgentId(offer.AgentId.Value),
            resources.AllocationRole!.Value,
            resources.Resources,
            Instant.Epoch);

        var told = Assert.Single(Events.Map(new OffersMade([new(made, agent.Info, [])], FrameworkCapabilities.MultiRole)));

        var sorted = offer.Resources.OrderBy(resource => resource.Name, StringComparer.Ordinal).ToArray();
        offer.Resources.Clear();
        offer.Resources.AddRange(sorted);
        Assert.Equal(recorded, told);
    }

    [Fact]
    public void Without_MULTI_ROLE_nothing_is_said_of_allocation_and_executors_and_domain_are_told()
    {
        var agent = new AgentInfo("h", "10.0.0.1", 5051, ResourceSet.Empty) { Domain = new FaultDomain("r", "z") };

        Assert.Equal(
            """{"type":"OFFERS","offers":{"offers":[{"id":{"value":"o"},"framework_id":{"value":"f"},"agent_id":{"value":"a"},"hostname":"h","url":{"scheme":"http","address":{"hostname":"h","ip":"10.0.0.1","port":5051},"path":"/slave(1)"},"domain":{"fault_domain":{"region":{"name":"r"},"zone":{"name":"z"}}},"resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":1.0},"role":"*"}],"executor_ids":[{"value":"e"}]}]}}""",
            Text(new OffersMade([new(AnOffer("o"), agent, [new ExecutorId("e")])], FrameworkCapabilities.None)));
    }

    [Fact]
    public void Many_offers_are_told_in_several_events_that_hold_each_once()
    {
        var agent = new AgentInfo("h", "10.0.0.1", 5051, ResourceSet.Empty)
        {
            Attributes = [new AgentAttribute("note") { Text = new string('x', 10_000) }],
        };
        var items = Enumerable.Range(0, 300).Select(i => new OffersMade.Item(AnOffer($"o{i}"), agent, []));

        var events = Events.Map(new OffersMade([.. items], FrameworkCapabilities.MultiRole)).ToArray();

        Assert.InRange(events.Length, 4, 10);
        Assert.All(events, told => Assert.True(Parse.Text(told).Length < 4 * 1024 * 1024));
        Assert.Equal(Enumerable.Range(0, 300).Select(i => $"o{i}"), events.SelectMany(told => told.Offers.Offers_).Select(offer => offer.Id.Value));
    }

    [Fact]
    public void Other_notices_are_told_as_Mesos_does()
    {
        var (agent, executor) = (new AgentId("a"), new ExecutorId("e"));

        Assert.Equal("""{"type":"HEARTBEAT"}""", Parse.Text(EventToWire.Heartbeat));
        Assert.Equal("""{"type":"RESCIND","rescind":{"offer_id":{"value":"o"}}}""", Text(new FrameworkNotice.OfferRescinded(new OfferId("o"))));
        Assert.Equal("""{"type":"ERROR","error":{"message":"Framework failed over"}}""", Text(new FrameworkNotice.Failed("Framework failed over")));
        Assert.Equal("""{"type":"FAILURE","failure":{"agent_id":{"value":"a"}}}""", Text(new FrameworkNotice.AgentLost(agent)));
        Assert.Equal(
            """{"type":"FAILURE","failure":{"agent_id":{"value":"a"},"executor_id":{"value":"e"},"status":256}}""",
            Text(new FrameworkNotice.ExecutorLost(agent, executor, 256)));
        Assert.Equal(
            """{"type":"MESSAGE","message":{"agent_id":{"value":"a"},"executor_id":{"value":"e"},"data":"aGk="}}""",
            Text(new FrameworkNotice.MessageArrived(agent, executor, new Payload("hi"u8.ToArray()))));
        Assert.Equal(
            """{"type":"UPDATE","update":{"status":{"task_id":{"value":"t"},"state":"TASK_RUNNING","source":"SOURCE_EXECUTOR","timestamp":0.0,"uuid":"AAAAAAAAAAAAAAAAAAAAAQ=="}}}""",
            Text(new FrameworkNotice.TaskUpdated(new Core.Tasks.TaskStatus(new TaskId("t"), TaskState.Running, StatusSource.Executor) { UpdateId = new UpdateId(1) })));
    }

    private static string Text(FrameworkNotice notice) => Parse.Text(Assert.Single(Events.Map(notice)));

    private static Offer AnOffer(string id) => new(
        new OfferId(id),
        new FrameworkId("f"),
        new AgentId("a"),
        RoleName.Any,
        ResourceSet.Of(Resource.Of(ResourceName.Cpus, Amount.FromUnits(1))),
        Instant.Epoch);
}
