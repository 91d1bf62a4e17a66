using MesosOperator.Http.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.Protocol.Mesos.V1.Scheduler;
using Capability = MesosOperator.Protocol.Mesos.V1.FrameworkInfo.Types.Capability;
using Event = MesosOperator.Protocol.Mesos.V1.Scheduler.Event;
using Operation = MesosOperator.Protocol.Mesos.V1.Offer.Types.Operation;
using ReservationInfo = MesosOperator.Protocol.Mesos.V1.Resource.Types.ReservationInfo;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.Http.Tests.Scheduler;

#pragma warning disable CS0612 // Frameworks without RESERVATION_REFINEMENT write and read the old field.

/// <summary>Reservations in the form of before and after their refinement, as each framework understands them.</summary>
public sealed class ReservationFormTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task M33_reserve_create_and_launch_in_one_s_own_form(bool isRefined)
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.SubscribeAsync(target, Info(isRefined));
        await using var agent = await FakeAgent.RegisterAsync(target, more: Scalar("disk", 64));
        var offer = (await framework.NextAsync(Event.Types.Type.Offers)).Offers.Offers_.Single();
        var (cpus, disk) = (Reserved(offer, "cpus", isRefined), Reserved(offer, "disk", isRefined));
        var volume = disk.Clone();
        volume.Disk = new() { Persistence = new() { Id = "data" }, Volume = new() { ContainerPath = "data", Mode = Volume.Types.Mode.Rw } };
        var task = Tasks.Command("t1", offer);
        task.Resources.Clear();
        task.Resources.AddRange([cpus, volume]);
        var accept = Tasks.Launch(offer, task);
        accept.Accept.Filters = new() { RefuseSeconds = 0 };
        accept.Accept.Operations.Insert(0, new Operation { Type = Operation.Types.Type.Create, Create = new() { Volumes = { volume } } });
        accept.Accept.Operations.Insert(0, new Operation { Type = Operation.Types.Type.Reserve, Reserve = new() { Resources = { cpus, disk } } });

        Assert.Equal(202, (await framework.CallAsync(accept)).Status);

        Protocol.AgentLink.OperatorMessage order;
        do
            order = await agent.HearOrderAsync();
        while (order.RunTask is null);
        Assert.Equal("t1", order.RunTask.Task.TaskId.Value);
        var next = (await framework.NextAsync(Event.Types.Type.Offers)).Offers.Offers_.Single();
        Assert.All(next.Resources, resource => Assert.Equal(isRefined, !resource.HasRole));
    }

    [Theory]
    [InlineData(true, "unreserved: reservations []; reserved: role absent, reservations [DYNAMIC dev], old reservation False")]
    [InlineData(false, "unreserved: role *; reserved: role dev, reservations [], old reservation True")]
    public async Task M33_offers_come_in_one_s_own_form(bool isRefined, string seen)
    {
        await using var target = await TestOperator.StartAsync();
        await using var agent = await FakeAgent.RegisterAsync(target);
        await using var framework = await Framework.SubscribeAsync(target, Info(isRefined));
        var offer = (await framework.NextAsync(Event.Types.Type.Offers)).Offers.Offers_.Single();
        var one = Reserved(offer, "cpus", isRefined);
        var accept = new Call
        {
            Type = Call.Types.Type.Accept,
            Accept = new()
            {
                OfferIds = { offer.Id },
                Operations = { new Operation { Type = Operation.Types.Type.Reserve, Reserve = new() { Resources = { one } } } },
                Filters = new() { RefuseSeconds = 0 },
            },
        };

        await framework.CallAsync(accept);

        var cpus = (await framework.NextAsync(Event.Types.Type.Offers)).Offers.Offers_.Single().Resources.Where(resource => resource.Name == "cpus").ToArray();
        var reserved = cpus.Single(resource => resource.Scalar.Value == 1);
        var unreserved = cpus.Single(resource => resource.Scalar.Value != 1);
        var stack = string.Join(' ', reserved.Reservations.Select(item => $"{item.Type.ToString().ToUpperInvariant()} {item.Role}"));
        Assert.Equal(
            seen,
            $"unreserved: {(isRefined ? $"reservations [{string.Join(' ', unreserved.Reservations)}]" : $"role {unreserved.Role}")}; "
            + $"reserved: role {(reserved.HasRole ? reserved.Role : "absent")}, reservations [{stack}], old reservation {reserved.Reservation is not null}");
    }

    private static FrameworkInfo Info(bool isRefined)
    {
        var info = Framework.Info();
        info.Roles.Clear();
        info.Roles.Add("dev");
        if (isRefined)
            info.Capabilities.Add(new Capability { Type = Capability.Types.Type.ReservationRefinement });
        return info;
    }

    private static Resource Scalar(string name, double amount) =>
        new() { Name = name, Type = Value.Types.Type.Scalar, Scalar = new() { Value = amount } };

    private static Resource Reserved(Offer offer, string name, bool isRefined)
    {
        var resource = offer.Resources.Single(item => item.Name == name).Clone();
        resource.Scalar.Value = 1;
        if (isRefined)
        {
            resource.Reservations.Add(new ReservationInfo { Type = ReservationInfo.Types.Type.Dynamic, Role = "dev" });
            return resource;
        }

        resource.Role = "dev";
        resource.Reservation = new ReservationInfo();
        return resource;
    }
}
