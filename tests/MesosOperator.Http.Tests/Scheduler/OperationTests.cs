using MesosOperator.Http.Tests.Support;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.Protocol.Mesos.V1.Scheduler;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.Http.Tests.Scheduler;

/// <summary>Reservations and volumes over the real endpoints, from the framework to the agent and back.</summary>
public sealed class OperationTests
{
    [Fact]
    public async Task R03_what_is_reserved_is_kept_by_the_agent_offered_again_and_acknowledged()
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.SubscribeAsync(target, Info());
        await using var agent = await FakeAgent.RegisterAsync(target);
        var offer = (await framework.NextAsync(Event.Types.Type.Offers)).Offers.Offers_.Single();
        var reserved = Reserved(offer);

        var answer = await framework.CallAsync(Accept(offer, new Offer.Types.Operation
        {
            Type = Offer.Types.Operation.Types.Type.Reserve,
            Id = new() { Value = "op1" },
            Reserve = new() { Resources = { reserved } },
        }));

        Assert.Equal(202, answer.Status);
        Assert.Equal("dev", Assert.Single(Assert.Single((await agent.HearOrderAsync()).KeepResources.Resources).Reservations).Role);
        var status = (await framework.NextAsync(Event.Types.Type.UpdateOperationStatus)).UpdateOperationStatus.Status;
        Assert.Equal(("op1", OperationState.OperationFinished, agent.Id), (status.OperationId.Value, status.State, status.AgentId.Value));
        Assert.Equal(reserved, Assert.Single(status.ConvertedResources));
        var again = (await framework.NextAsync(Event.Types.Type.Offers)).Offers.Offers_.Single();
        Assert.Contains(reserved, again.Resources);

        await framework.CallAsync(new Call
        {
            Type = Call.Types.Type.AcknowledgeOperationStatus,
            AcknowledgeOperationStatus = new() { AgentId = status.AgentId, OperationId = status.OperationId, Uuid = status.Uuid.Value },
        });
        await framework.CallAsync(new Call
        {
            Type = Call.Types.Type.ReconcileOperations,
            ReconcileOperations = new() { Operations = { new Call.Types.ReconcileOperations.Types.Operation { OperationId = status.OperationId } } },
        });
        var answered = (await framework.NextAsync(Event.Types.Type.UpdateOperationStatus)).UpdateOperationStatus.Status;
        Assert.Equal((OperationState.OperationUnknown, null), (answered.State, answered.Uuid));
    }

    [Fact]
    public async Task K17_an_invalid_operation_is_told_and_a_launch_after_it_goes_on()
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.SubscribeAsync(target, Info(), MessageCodec.Protobuf);
        await using var agent = await FakeAgent.RegisterAsync(target);
        var offer = (await framework.NextAsync(Event.Types.Type.Offers)).Offers.Offers_.Single();
        var accept = Accept(offer, new Offer.Types.Operation
        {
            Type = Offer.Types.Operation.Types.Type.Destroy,
            Id = new() { Value = "op1" },
            Destroy = new() { Volumes = { Reserved(offer) } },
        });
        accept.Accept.Operations.Add(Tasks.Launch(offer, Tasks.Command("t1", offer)).Accept.Operations);

        await framework.CallAsync(accept);

        var status = (await framework.NextAsync(Event.Types.Type.UpdateOperationStatus)).UpdateOperationStatus.Status;
        Assert.Equal(
            (OperationState.OperationError, "Invalid DESTROY Operation: cpus(+dev):1 is not a persistent volume", null),
            (status.State, status.Message, status.Uuid));
        Assert.Equal("t1", (await agent.HearOrderAsync()).RunTask.Task.TaskId.Value);
    }

    private static FrameworkInfo Info()
    {
        var info = Framework.Info();
        info.Roles.Clear();
        info.Roles.Add("dev");
        info.Capabilities.Add(new FrameworkInfo.Types.Capability { Type = FrameworkInfo.Types.Capability.Types.Type.ReservationRefinement });
        return info;
    }

    private static Call Accept(Offer offer, Offer.Types.Operation operation) => new()
    {
        Type = Call.Types.Type.Accept,
        Accept = new() { OfferIds = { offer.Id }, Operations = { operation }, Filters = new() { RefuseSeconds = 0 } },
    };

    private static Resource Reserved(Offer offer)
    {
        var cpus = offer.Resources.Single(resource => resource.Name == "cpus").Clone();
        cpus.Scalar.Value = 1;
        cpus.Reservations.Add(new Resource.Types.ReservationInfo { Type = Resource.Types.ReservationInfo.Types.Type.Dynamic, Role = "dev" });
        return cpus;
    }
}
